import { recordMailDelivery } from '../../shared/aggregates/partnerships/invitation-mails.ts'
import { worker } from '../../shared/http/worker.ts'
import { readReport } from '../../shared/wire/partnerships/delivery-report.ts'

export const handler = worker(
  'record-delivery-report',
  'Note on an invitation whether its mail arrived, as the mail service reports it',
  async (message, { command }) => {
    const report = readReport(message)
    if (report) await recordMailDelivery(command, report)
  },
)
