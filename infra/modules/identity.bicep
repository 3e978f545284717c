param location string
param tags object
param token string

// Of its own, not the app's: its roles are in place before the app first starts, and outlive it.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${token}'
  location: location
  tags: tags
}

output name string = identity.name
output principalId string = identity.properties.principalId
