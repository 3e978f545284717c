param location string
param tags { *: string }
param suffix string
param isMailMade bool

// Of its own, not the app's: its roles are in place before the app first starts, and outlive it.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${suffix}'
  location: location
  tags: tags
}

// Who delivery reports come from. Made here and not by the topic: Azure has refused a global topic an identity of its own,
// and this one has its right before the topic is there.
resource reporter 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (isMailMade) {
  name: 'id-reports-${suffix}'
  location: location
  tags: tags
}

output name string = identity.name
output principalId string = identity.properties.principalId
output reporterName string = isMailMade ? reporter.name : ''
