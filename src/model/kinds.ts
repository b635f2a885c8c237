// The lists that the load format is strict about: no row has any other.

export const interactionKinds = [
  'lead',
  'touch',
  'inquiry',
  'ticket',
  'complaint',
  'survey',
  'login',
  'visit',
  'content_view',
  'event',
  'click',
  'impression',
  'referral',
  'retention_offer',
  'stage',
] as const;

export const transactionKinds = ['order', 'renewal', 'refund'] as const;
export const genders = ['F', 'M', 'X'] as const;
export const agentRoles = ['sales', 'service'] as const;
