// The events that alerts and workbook look for in the app's log: JSON in the message of a trace, `event` is its name.
// A test compares them with the app's own list (shared/azure/telemetry.ts).
@export()
var events = {
  customerCreated: 'customerCreated'
  agreementConfirmed: 'agreementConfirmed'
  orderPlaced: 'orderPlaced'
  invitationSent: 'invitationSent'
  invitationAccepted: 'invitationAccepted'
  invitationDeclined: 'invitationDeclined'
  invitationExpired: 'invitationExpired'
  partnerEnrolled: 'partnerEnrolled'
  mailRefused: 'mailRefused'
  mailUndelivered: 'mailUndelivered'
  webhookGivenUp: 'webhookGivenUp'
  poisonRedriven: 'poisonRedriven'
  settingsWrong: 'settingsWrong'
}
