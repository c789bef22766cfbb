/// The languages of the sample server, with a few of their words.
enum Translations {
    static let all: [String: [String: String]] = [
        "en-US": ["dashboard": "Dashboard", "share": "Share", "users": "Users", "groups": "Groups", "save": "Save"],
        "de-DE": [
            "dashboard": "Dashboard", "share": "Teilen", "users": "Benutzer", "groups": "Gruppen", "save": "Speichern",
        ],
        "es-ES": [
            "dashboard": "Panel", "share": "Compartir", "users": "Usuarios", "groups": "Grupos", "save": "Guardar",
        ],
        "fr-FR": [
            "dashboard": "Tableau de bord", "share": "Partager", "users": "Utilisateurs", "groups": "Groupes",
            "save": "Enregistrer",
        ],
        "ja-JP": ["dashboard": "ダッシュボード", "share": "共有", "users": "ユーザー", "groups": "グループ", "save": "保存"],
    ]
}
