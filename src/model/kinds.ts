// The lists that the load format is strict about, each value with its meaning: no row has any other.

const namesOf = <Name extends string>(meanings: Readonly<Record<Name, string>>): readonly Name[] =>
  Object.keys(meanings) as Name[];

export const interactionKindMeanings = {
  lead: 'somebody became a lead: interest that sales may follow up',
  touch: 'the company contacted the customer: a call, a visit, a message',
  inquiry: 'the customer asked something before buying or about a product',
  ticket: 'the customer asked service for help',
  complaint: 'the customer complained',
  survey: 'the customer answered one question of a survey',
  login: 'the customer logged in',
  visit: 'the customer visited the website, the app or a shop',
  content_view: 'the customer read or watched something the company published',
  event: 'the customer took part in an event, such as a webinar or a fair',
  click: 'the customer clicked an advertisement or a link in a mailing',
  impression: 'an advertisement or a mailing was shown to the customer',
  referral: 'the customer recommended the company to somebody',
  retention_offer: 'the company made an offer to keep the customer',
  stage: 'an opportunity reached a stage of the sale',
} as const;
export const interactionKinds = namesOf(interactionKindMeanings);

/** The stages that a row of kind `stage` can say an opportunity has reached. */
export const opportunityStageMeanings = {
  lead: 'the opportunity was opened',
  contacted: 'sales has spoken with the customer',
  qualified: 'need, means and time are known',
  trial: 'the customer tries the product',
  quoted: 'the customer has an offer with a price',
  won: 'the customer has decided to buy',
  lost: 'the customer has decided not to buy, or does not answer any more',
} as const;

export const surveyQuestionMeanings = {
  nps: 'how likely the customer is to recommend the company (net promoter score)',
  csat: 'how satisfied the customer is (customer satisfaction)',
  ces: 'how easy it was, the highest answer being the easiest (customer effort score)',
  csi_product: 'how satisfied the customer is with the product (part of the satisfaction index)',
  csi_service: 'how satisfied the customer is with the service (part of the satisfaction index)',
  csi_support: 'how satisfied the customer is with the support (part of the satisfaction index)',
  cli_repurchase: 'how likely the customer is to buy again (part of the loyalty index)',
  cli_recommend: 'how likely the customer is to recommend (part of the loyalty index)',
  cli_overall: 'how satisfied the customer is overall (part of the loyalty index)',
} as const;

export const transactionKindMeanings = {
  order: 'something was sold',
  renewal: 'a subscription or contract was continued',
  refund: 'money was given back: revenue, cost and quantity are 0 or below',
} as const;
export const transactionKinds = namesOf(transactionKindMeanings);

export const spendPurposeMeanings = {
  marketing: 'winning customers by marketing',
  sales: 'winning customers by sales: salaries, commissions, travel',
  retention: 'keeping customers: offers, loyalty programmes',
  service: 'serving customers',
} as const;

export const genderMeanings = { F: 'female', M: 'male', X: 'other' } as const;
export const genders = namesOf(genderMeanings);

export const agentRoleMeanings = { sales: 'sells', service: 'helps customers' } as const;
export const agentRoles = namesOf(agentRoleMeanings);
