/* aidrules: sample on 2024-12-01.
   Exact for spark: the library's tests compare this form with the interpreter, to the fen.
   A column that is NULL is not known. Amounts are whole fen.
   Nothing leaves 64 bits where sql_checks finds nothing. */
WITH home_1 AS (
  SELECT
    `home`.`id` AS home_id,
    `home`.`fuel` AS home_fuel,
    `home`.`pays_heating` AS pays_heating
  FROM `home`
), home_2 AS (
  SELECT
    home_1.*,
    CAST(CASE home_fuel WHEN 'coal' THEN 10000 WHEN 'gas' THEN 16000 END AS BIGINT) AS heating__aid_amount /* 取暖补助金额 */
  FROM home_1
), resident_1 AS (
  SELECT
    `resident`.`home_id` AS home_id,
    `resident`.`id` AS resident_id,
    `resident`.`born` AS resident_born,
    CAST(`resident`.`income_fen` AS BIGINT) AS income_fen
  FROM `resident`
), resident_2 AS (
  SELECT
    resident_1.*,
    CASE
      WHEN CAST('2024-12-01' AS DATE) >= resident_born
      THEN 2024 - CAST(EXTRACT(YEAR FROM resident_born) AS BIGINT) - CASE
        WHEN 1201 < CAST(EXTRACT(MONTH FROM resident_born) AS BIGINT) * 100 + CAST(EXTRACT(DAY FROM resident_born) AS BIGINT)
        THEN 1
        ELSE 0
      END
      WHEN CAST('2024-12-01' AS DATE) < resident_born
      THEN (
        24299 - (
          CAST(EXTRACT(YEAR FROM resident_born) AS BIGINT) * 12 + CAST(EXTRACT(MONTH FROM resident_born) AS BIGINT) - 1
        ) + CASE WHEN 1 > CAST(EXTRACT(DAY FROM resident_born) AS BIGINT) THEN 1 ELSE 0 END
      ) DIV 12
    END >= 18 AS heating__adult /* 成年人 */
  FROM resident_1
), resident_3 AS (
  SELECT
    resident_2.*,
    CASE
      WHEN heating__adult
      THEN income_fen
      WHEN NOT heating__adult
      THEN 0
      WHEN income_fen = 0
      THEN 0
    END AS resident_total__part /* 各residents的(若成年人，则月收入，否则0.00)之和 */
  FROM resident_2
), resident_3_groups AS (
  SELECT
    home_id,
    COUNT(*) AS resident_none_of,
    CASE
      WHEN COUNT(resident_total__part) = COUNT(*)
      THEN CAST(SUM(resident_total__part) AS BIGINT)
    END AS resident_total_of, /* 各residents的(若成年人，则月收入，否则0.00)之和 */
    CASE
      WHEN COUNT(heating__adult) = COUNT(*)
      THEN COUNT(CASE WHEN heating__adult THEN 1 END)
    END AS resident_count_of /* 符合“成年人”的residents数 */
  FROM resident_3
  GROUP BY
    home_id
), home_3 AS (
  SELECT
    home_2.*,
    CASE WHEN resident_none_of IS NULL THEN 0 ELSE resident_total_of END AS resident_total,
    CASE WHEN resident_none_of IS NULL THEN 0 ELSE resident_count_of END AS resident_count
  FROM home_2
  LEFT JOIN resident_3_groups
    ON home_2.home_id = resident_3_groups.home_id
), home_4 AS (
  SELECT
    home_3.*,
    resident_total AS heating__income, /* 成年人月收入合计 */
    resident_count AS heating__adults /* 成年人数 */
  FROM home_3
), home_5 AS (
  SELECT
    home_4.*,
    heating__income < 80000 * heating__adults AS heating__low_income /* 收入低 [《示例镇取暖补助办法》 第二条] */
  FROM home_4
), home_6 AS (
  SELECT
    home_5.*,
    pays_heating AND heating__low_income AS heating__may_have_aid /* 自行付费取暖且收入低 */
  FROM home_5
), home_result AS (
  SELECT
    home_id,
    CASE
      WHEN heating__may_have_aid IS NULL
      THEN 'undetermined'
      WHEN NOT heating__may_have_aid
      THEN 'refused'
      WHEN heating__aid_amount IS NULL
      THEN 'undetermined'
      ELSE 'granted'
    END AS heating__aid_outcome, /* 取暖补助 [《示例镇取暖补助办法》 第一条] */
    CASE WHEN heating__may_have_aid THEN heating__aid_amount END AS heating__aid_fen
  FROM home_6
)
SELECT
  home_id,
  heating__aid_outcome,
  heating__aid_fen
FROM home_result
