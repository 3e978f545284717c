import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Keeps sign-ins that are under way. They may be lost at a restart: the person just picks again. */
export function memoryAdapter(): AdapterFactory {
  const models = new Map<string, Map<string, AdapterPayload>>()
  return (model) => {
    const rows = models.get(model) ?? new Map<string, AdapterPayload>()
    models.set(model, rows)
    return adapterOf(rows, models)
  }
}

function adapterOf(
  rows: Map<string, AdapterPayload>,
  models: ReadonlyMap<string, Map<string, AdapterPayload>>,
): Adapter {
  const findBy = async (matches: (payload: AdapterPayload) => boolean) => [...rows.values()].find(matches)
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      rows.set(id, payload)
      if (expiresInSeconds !== undefined) setTimeout(() => rows.delete(id), expiresInSeconds * 1000).unref()
    },
    find: async (id) => rows.get(id),
    findByUid: (uid) => findBy((payload) => payload.uid === uid),
    findByUserCode: (userCode) => findBy((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = rows.get(id)
      if (payload) rows.set(id, { ...payload, consumed: Math.floor(Date.now() / 1000) })
    },
    destroy: async (id) => {
      rows.delete(id)
    },
    revokeByGrantId: async (grantId) => {
      for (const model of models.values()) {
        for (const [id, payload] of model) if (payload.grantId === grantId) model.delete(id)
      }
    },
  }
}
