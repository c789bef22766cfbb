import Foundation
import SisenseClient

/// What is to be done with the profiles.
enum ProfileOptions {
    case list
    case add(Profile)
    case test(name: String)
    case remove(ProfileName)
}
