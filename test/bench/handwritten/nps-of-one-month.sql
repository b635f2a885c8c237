-- Net promoter score of November 2025.
-- Quick because an index leads to the answers of the month.
SELECT date '2025-11-01' AS month, 100.0 * (count(*) FILTER (WHERE scaled_score >= 9) - count(*) FILTER (WHERE scaled_score <= 6)) / nullif(count(*), 0) AS nps
FROM fact_interaction
WHERE question = 'nps' AND date_key BETWEEN '2025-11-01' AND '2025-11-30'
