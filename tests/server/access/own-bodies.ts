const reason = 'because it must be done';
const area = '110102001';
const later = '2026-05-09T12:00:00+08:00';
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [116.3, 39.88],
      [116.301, 39.88],
      [116.301, 39.881],
      [116.3, 39.881],
      [116.3, 39.88],
    ],
  ],
};

/** Bodies that routes of a case take, so that what they answer is about whose case it is. */
export const ownBodies: Readonly<Record<string, unknown>> = {
  'POST /api/whistles/:id/check-ins': { position: [116.3, 39.88], accuracy: 5 },
  'POST /api/whistles/:id/feedback': { area, text: 'done' },
  'POST /api/whistles/:id/close': { area },
  'POST /api/whistles/:id/messages': { text: 'hello' },
  'POST /api/whistles/:id/redraw': { geometry: square, verdict: '1', reason },
  'POST /api/whistles/:id/return': { area, reason },
  'POST /api/whistles/:id/return-answer': { request: '1', agreed: true, reason },
  'POST /api/whistles/:id/extend': { area, until: later, reason },
  'POST /api/whistles/:id/extend-answer': { request: '1', agreed: true, reason },
  'POST /api/whistles/:id/consultations': { agenda: 'whose wall is it', at: later },
  'POST /api/whistles/:id/scores': { from: '110102', to: '110106-urban', items: { speed: 5 } },
  'POST /api/whistles/:id/summonses': { bodyCode: '110102-urban', areaCode: area, reason },
  'POST /api/incidents/:id/overrides': { parties: [{ code: area, role: 'lead' }], verdict: '1', reason },
  'POST /api/incidents/:id/whistles': { kind: 'emergency' },
  'POST /api/incidents/:id/refuse': { reason },
  'POST /api/incidents/:id/merge': { into: '1', reason },
  'POST /api/incidents/:id/unmerge': { reason },
};
