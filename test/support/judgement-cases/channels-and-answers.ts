// The preferred channel with its ties, and the group of the last answer to nps.
import { answer, atEndOfJune, interaction, judgementCase, order } from './judgement-case';

const visit = (id: string, at: string, channel: string | null) => interaction(id, at, 'visit', { channel_id: channel });

export const channelAndAnswerCases = [
  judgementCase({
    name: 'preferred channel',
    rows: {
      channels: ['app', 'shop', 'web'].map((channel_id) => ({ channel_id })),
      transactions: [
        ...['most', 'later', 'lesser', 'unknown', 'year', 'nowhere', 'touched'].map((id) => order(id, '2025-06-30')),
        ...['01', '02', '03'].map((hour) =>
          order('order once', `2025-06-01T${hour}:00:00Z`, { order_id: 'order once', channel_id: 'shop' }),
        ),
        order('first line', '2025-06-01T01:00:00Z', { order_id: 'first line', channel_id: 'web' }),
        order('first line', '2025-06-01T02:00:00Z', { order_id: 'first line', channel_id: 'shop' }),
        order('line of the year', '2024-06-30', { order_id: 'line of the year', channel_id: 'shop' }),
        order('line of the year', '2025-06-01', { order_id: 'line of the year', channel_id: 'shop' }),
      ],
      interactions: [
        visit('most', '2025-03-01', 'web'),
        visit('most', '2025-03-02', 'web'),
        visit('most', '2025-06-01', 'shop'),
        visit('later', '2025-03-01', 'app'),
        visit('later', '2025-03-02', 'shop'),
        interaction('lesser', '2025-03-01', 'visit', { interaction_id: 'lesser b', channel_id: 'app' }),
        interaction('lesser', '2025-03-01', 'visit', { interaction_id: 'lesser a', channel_id: 'web' }),
        ...['01', '02', '03'].map((day) => visit('unknown', `2025-05-${day}`, null)),
        visit('unknown', '2025-03-01', 'web'),
        visit('year', '2024-06-30T23:59:59Z', 'shop'),
        visit('year', '2024-06-30T23:59:58Z', 'shop'),
        visit('year', '2024-07-01T00:00:00Z', 'app'),
        visit('year', '2025-07-01T00:00:00Z', 'shop'),
        interaction('touched', '2025-03-01', 'touch', { channel_id: 'web' }),
        visit('order once', '2025-05-01', 'web'),
        visit('order once', '2025-05-02', 'web'),
        visit('only a visitor', '2025-05-02', 'web'),
      ],
    },
    judged: atEndOfJune({
      most: { preferredChannel: 'web' },
      later: { preferredChannel: 'shop' },
      lesser: { preferredChannel: 'app' },
      unknown: { preferredChannel: 'web' },
      year: { preferredChannel: 'app' },
      nowhere: { preferredChannel: null },
      touched: { preferredChannel: null },
      'order once': { preferredChannel: 'web' },
      'first line': { preferredChannel: 'web' },
      'line of the year': { preferredChannel: null },
      'only a visitor': { preferredChannel: null },
    }),
  }),
  judgementCase({
    name: 'groups by the last answer',
    rows: {
      interactions: [
        answer('nine', '2020-01-01', 'nps', '9'),
        answer('eight', '2025-06-01', 'nps', '8'),
        answer('seven', '2025-06-01', 'nps', '7'),
        answer('six', '2025-06-01', 'nps', '6'),
        answer('nine of ten', '2025-06-01', 'nps', '4.5', { scale_max: '5' }),
        answer('six of ten', '2025-06-01', 'nps', '3', { scale_max: '5' }),
        answer('changed', '2025-06-01', 'nps', '10'),
        answer('changed', '2025-06-02', 'nps', '0'),
        answer('changed', '2025-07-01T00:00:00Z', 'nps', '10'),
        answer('twice at once', '2025-06-01', 'nps', '0', { interaction_id: 'twice 2' }),
        answer('twice at once', '2025-06-01', 'nps', '10', { interaction_id: 'twice 10' }),
        answer('another question', '2025-06-01', 'csat', '5'),
      ],
    },
    judged: atEndOfJune({
      nine: { npsGroup: 'PROMOTER', lifecycleStage: null },
      eight: { npsGroup: 'PASSIVE' },
      seven: { npsGroup: 'PASSIVE' },
      six: { npsGroup: 'DETRACTOR' },
      'nine of ten': { npsGroup: 'PROMOTER' },
      'six of ten': { npsGroup: 'DETRACTOR' },
      changed: { npsGroup: 'DETRACTOR' },
      // By code points "twice 2" is the greater id.
      'twice at once': { npsGroup: 'DETRACTOR' },
      'another question': { npsGroup: null },
    }),
  }),
];
