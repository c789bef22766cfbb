// The values of the API are JSON throughout: whoever imports the client core has them too.
@_exported public import JSONDocument
