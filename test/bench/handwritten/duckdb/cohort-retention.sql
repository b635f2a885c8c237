-- Customers by the month of their first purchase (2022 and 2023): those who bought in each of the 24 months from it on, and their revenue.
-- One join with first purchases and one grouping, and months without a purchase filled in: 106 ms at 20 million facts (12 ms at one million). Adding up by customer and month
-- before counting took the same.
WITH fact AS (
  SELECT customer_no, kind, revenue, CAST((year(date_key) - 2022) * 12 + month(date_key) - 1 AS INTEGER) AS bucket
  FROM fact_transaction
  WHERE date_key BETWEEN '2022-01-01' AND '2025-11-30'
),
begun AS (
  SELECT customer_no, CAST((year(first_purchase_date) - 2022) * 12 + month(first_purchase_date) - 1 AS INTEGER) AS cohort
  FROM customer_summary
  WHERE first_purchase_date BETWEEN '2022-01-01' AND '2023-12-31'
),
measured AS (
  SELECT cohort, bucket - cohort AS months_after, count(DISTINCT customer_no) FILTER (kind IN ('order', 'renewal')) AS customers, sum(revenue) AS revenue
  FROM fact
  JOIN begun USING (customer_no)
  WHERE bucket BETWEEN cohort AND cohort + 23
  GROUP BY 1, 2
)
SELECT CAST(DATE '2022-01-01' + to_months(cohort) AS DATE) AS month, months_after, coalesce(customers, 0) AS customers, coalesce(revenue, 0) AS revenue
FROM (SELECT cohort FROM measured WHERE months_after = 0)
CROSS JOIN range(24) AS months (months_after)
LEFT JOIN measured USING (cohort, months_after)
