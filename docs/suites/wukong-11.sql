-- 悟空CRM 11: what src/load/mappings/wukong-11.json reads, one SELECT a file; docs/suites/wukong.md has the command that runs them.
-- Nothing is written. Rows in the recycle bin (status 3) stay out. Times are those of the server, as they stand in the tables.

-- file: wukong_customers.tsv
SELECT c.customer_id, c.customer_name, c.address, c.create_time,
  MAX(CASE WHEN d.name = 'source' THEN d.value END) AS source,
  MAX(CASE WHEN d.name = 'industry' THEN d.value END) AS industry,
  MAX(CASE WHEN d.name = 'level' THEN d.value END) AS customer_level
FROM wk_crm_customer c
LEFT JOIN wk_crm_customer_data d ON d.batch_id = c.batch_id
WHERE c.status <> 3
GROUP BY c.customer_id, c.customer_name, c.address, c.create_time
ORDER BY c.customer_id;

-- file: wukong_leads.tsv
SELECT l.leads_id, l.leads_name, l.is_transform, l.customer_id, l.owner_user_id, l.create_time,
  MAX(CASE WHEN d.name = 'source' THEN d.value END) AS source,
  MAX(CASE WHEN d.name = 'industry' THEN d.value END) AS industry,
  MAX(CASE WHEN d.name = 'level' THEN d.value END) AS customer_level
FROM wk_crm_leads l
LEFT JOIN wk_crm_leads_data d ON d.batch_id = l.batch_id
GROUP BY l.leads_id, l.leads_name, l.is_transform, l.customer_id, l.owner_user_id, l.create_time
ORDER BY l.leads_id;

-- Deals, with when they ended as is_end says that they did: the last 赢单 of a deal that is won, the last 输单 of one that is lost.
-- file: wukong_deals.tsv
SELECT b.business_id, b.customer_id, b.money, b.owner_user_id, b.create_time, b.is_end,
  MAX(CASE WHEN (b.is_end = 1 AND a.content = '赢单') OR (b.is_end = 2 AND a.content = '输单') THEN a.create_time END) AS end_time
FROM wk_crm_business b
LEFT JOIN wk_crm_activity a
  ON a.activity_type_id = b.business_id AND a.activity_type = 5 AND a.type = 3 AND a.status <> 0
WHERE b.status <> 3 AND b.is_end <> 3
GROUP BY b.business_id, b.customer_id, b.money, b.owner_user_id, b.create_time, b.is_end
ORDER BY b.business_id;

-- Stages that deals reached on their way. Ends are in the file of deals.
-- file: wukong_stages.tsv
SELECT a.activity_id, b.business_id, b.customer_id, a.content AS stage_name, a.create_user_id, a.create_time
FROM wk_crm_activity a
JOIN wk_crm_business b ON b.business_id = a.activity_type_id
WHERE a.activity_type = 5 AND a.type = 3 AND a.status <> 0 AND a.content NOT IN ('赢单', '输单', '无效')
  AND b.status <> 3 AND b.is_end <> 3
ORDER BY a.activity_id;

-- Follow-ups of customers, leads, deals and contracts.
-- file: wukong_touches.tsv
SELECT a.activity_id, a.category, a.create_user_id, a.create_time,
  CASE WHEN a.activity_type = 1 THEN l.customer_id
    WHEN a.activity_type = 2 THEN a.activity_type_id
    WHEN a.activity_type = 5 THEN b.customer_id
    WHEN a.activity_type = 6 THEN k.customer_id END AS customer_id,
  l.leads_id
FROM wk_crm_activity a
LEFT JOIN wk_crm_leads l ON a.activity_type = 1 AND l.leads_id = a.activity_type_id
LEFT JOIN wk_crm_business b ON a.activity_type = 5 AND b.business_id = a.activity_type_id
LEFT JOIN wk_crm_contract k ON a.activity_type = 6 AND k.contract_id = a.activity_type_id
WHERE a.type = 1 AND a.status <> 0 AND a.activity_type IN (1, 2, 5, 6)
ORDER BY a.activity_id;

-- Contracts that were approved, with what their products come to.
-- file: wukong_contracts.tsv
SELECT k.contract_id, k.customer_id, k.business_id, k.order_date, k.end_time, k.money, k.owner_user_id, k.old_contract_id,
  SUM(p.subtotal) AS products_subtotal
FROM wk_crm_contract k
LEFT JOIN wk_crm_contract_product p ON p.contract_id = k.contract_id
WHERE k.check_status = 1
GROUP BY k.contract_id, k.customer_id, k.business_id, k.order_date, k.end_time, k.money, k.owner_user_id, k.old_contract_id
ORDER BY k.contract_id;

-- Products of these contracts, each once.
-- file: wukong_contract_products.tsv
SELECT k.contract_id, p.product_id, SUM(p.num) AS num, SUM(p.subtotal) AS subtotal,
  k.customer_id, k.business_id, k.order_date, k.end_time, k.owner_user_id, k.old_contract_id
FROM wk_crm_contract_product p
JOIN wk_crm_contract k ON k.contract_id = p.contract_id
WHERE k.check_status = 1
GROUP BY k.contract_id, p.product_id, k.customer_id, k.business_id, k.order_date, k.end_time, k.owner_user_id, k.old_contract_id
ORDER BY k.contract_id, p.product_id;

-- file: wukong_products.tsv
SELECT p.product_id, p.name, c.name AS category
FROM wk_crm_product p
LEFT JOIN wk_crm_product_category c ON c.category_id = p.category_id
ORDER BY p.product_id;

-- file: wukong_users.tsv
SELECT u.user_id, u.realname, d.name AS department
FROM wk_admin_user u
LEFT JOIN wk_admin_dept d ON d.dept_id = u.dept_id
ORDER BY u.user_id;

-- file: wukong_visits.tsv
SELECT v.visit_id, v.visit_time, v.customer_id,
  MAX(CASE WHEN d.name = 'satisficing' THEN d.value END) AS satisfaction
FROM wk_crm_return_visit v
LEFT JOIN wk_crm_return_visit_data d ON d.batch_id = v.batch_id
GROUP BY v.visit_id, v.visit_time, v.customer_id
ORDER BY v.visit_id;

-- Goals of contract amounts: of the company (type 1) and of members (type 3), a row a month.
-- file: wukong_goals.tsv
SELECT type, obj_id, CONCAT(year, '-01-01') AS first_day, CONCAT(year, '-01-31') AS last_day, january AS goal
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-02-01'),
  CASE WHEN MOD(CAST(year AS DECIMAL), 4) = 0 AND (MOD(CAST(year AS DECIMAL), 100) <> 0 OR MOD(CAST(year AS DECIMAL), 400) = 0)
    THEN CONCAT(year, '-02-29') ELSE CONCAT(year, '-02-28') END, february
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-03-01'), CONCAT(year, '-03-31'), march
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-04-01'), CONCAT(year, '-04-30'), april
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-05-01'), CONCAT(year, '-05-31'), may
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-06-01'), CONCAT(year, '-06-30'), june
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-07-01'), CONCAT(year, '-07-31'), july
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-08-01'), CONCAT(year, '-08-31'), august
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-09-01'), CONCAT(year, '-09-30'), september
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-10-01'), CONCAT(year, '-10-31'), october
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-11-01'), CONCAT(year, '-11-30'), november
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
UNION ALL
SELECT type, obj_id, CONCAT(year, '-12-01'), CONCAT(year, '-12-31'), december
FROM wk_crm_achievement WHERE status = 1 AND type IN (1, 3)
ORDER BY type, obj_id, first_day;
