-- Revenue of 2025 and of 2024 by region and product category, with the totals of each region and of all.
-- Quick because both years and all levels come from one scan: sums of rows may be added up, and each row has one region
-- and one category.
SET LOCAL work_mem = '64MB';
WITH product AS (
  SELECT version.region, fact.product_no,
    coalesce(sum(fact.revenue) FILTER (WHERE fact.date_key >= '2025-01-01'), 0) AS revenue,
    coalesce(sum(fact.revenue) FILTER (WHERE fact.date_key < '2025-01-01'), 0) AS last_year
  FROM fact_transaction AS fact
  LEFT JOIN dim_customer AS version ON version.customer_key = fact.customer_key
  WHERE fact.date_key BETWEEN '2024-01-01' AND '2025-12-31'
  GROUP BY 1, 2
),
detail AS MATERIALIZED (
  SELECT product.region, dim_product.category, sum(revenue) AS revenue, sum(last_year) AS last_year
  FROM product
  JOIN dim_product USING (product_no)
  GROUP BY 1, 2
)
SELECT 2 AS depth, region, category, revenue, last_year FROM detail
UNION ALL
SELECT 1, region, NULL, sum(revenue), sum(last_year) FROM detail GROUP BY 2
UNION ALL
SELECT 0, NULL, NULL, sum(revenue), sum(last_year) FROM detail
