// Made-up names of people and companies, English and Chinese. All mail addresses are under example.com.
import { chance, pick, type Random } from './random';

export type Name = { readonly name: string; readonly mailbox: string };

const englishFirst = [
  'Emily',
  'James',
  'Olivia',
  'Daniel',
  'Sophie',
  'Thomas',
  'Grace',
  'Henry',
  'Laura',
  'Peter',
  'Alice',
  'Samuel',
  'Nora',
  'Victor',
  'Hannah',
  'Marcus',
];
const englishLast = [
  'Clark',
  'Baker',
  'Hughes',
  'Turner',
  'Morgan',
  'Reed',
  'Foster',
  'Palmer',
  "O'Neill",
  'Walsh',
  'Grant',
  'Stone',
  'Fisher',
  'Lloyd',
  'Marsh',
  'Quinn',
];
const chineseFamily = [
  ['王', 'wang'],
  ['李', 'li'],
  ['张', 'zhang'],
  ['刘', 'liu'],
  ['陈', 'chen'],
  ['杨', 'yang'],
  ['黄', 'huang'],
  ['赵', 'zhao'],
  ['吴', 'wu'],
  ['周', 'zhou'],
  ['徐', 'xu'],
  ['孙', 'sun'],
] as const;
const chineseGiven = [
  ['伟', 'wei'],
  ['芳', 'fang'],
  ['秀英', 'xiuying'],
  ['敏', 'min'],
  ['静', 'jing'],
  ['丽', 'li'],
  ['强', 'qiang'],
  ['磊', 'lei'],
  ['洋', 'yang'],
  ['晓明', 'xiaoming'],
  ['雪', 'xue'],
  ['建国', 'jianguo'],
  ['子涵', 'zihan'],
  ['浩然', 'haoran'],
] as const;
const companyFirst = [
  'Harbor',
  'Northgate',
  'Silver Pine',
  'Bluewater',
  'Cedar',
  'Lantern',
  'Granite',
  'Meridian',
  'Orchard',
  'Falcon',
  'Willow',
  'Summit',
];
const companyLast = [
  'Logistics Ltd.',
  'Foods',
  'Engineering GmbH',
  'Clinics',
  'Textiles',
  'Hotels',
  'Instruments Inc.',
  'Education',
];
const chineseCompanyFirst = ['星河', '恒通', '瑞丰', '云帆', '启明', '华盛', '天元', '嘉禾', '远航', '同创'];
const chineseCompanyLast = [
  '科技有限公司',
  '贸易有限公司',
  '食品有限公司',
  '物流有限公司',
  '医疗器械有限公司',
  '教育咨询有限公司',
];

export function drawPersonName(random: Random): Name {
  if (chance(random, 0.6)) {
    const [family, familySound] = pick(random, chineseFamily);
    const [given, givenSound] = pick(random, chineseGiven);
    return { name: family + given, mailbox: `${givenSound}.${familySound}` };
  }
  const first = pick(random, englishFirst);
  const last = pick(random, englishLast);
  return { name: `${first} ${last}`, mailbox: `${first}.${last}`.toLowerCase().replace("'", '') };
}

export function drawCompanyName(random: Random, localCity: string): Name {
  if (chance(random, 0.55)) {
    return {
      name: localCity + pick(random, chineseCompanyFirst) + pick(random, chineseCompanyLast),
      mailbox: 'purchasing',
    };
  }
  if (chance(random, 0.15))
    return { name: `${pick(random, englishLast)}, ${pick(random, englishLast)} & Partners`, mailbox: 'office' };
  return { name: `${pick(random, companyFirst)} ${pick(random, companyLast)}`, mailbox: 'purchasing' };
}
