# The first questions in R, with arrow and dplyr: install.packages(c("arrow", "dplyr")).
# Run it in a release folder: Rscript in_r.R

library(arrow)
library(dplyr)

claims <- read_parquet("claims.parquet")
links <- read_parquet("claim_links.parquet")
quotes <- read_parquet("quotes.parquet")
references <- read_parquet("references.parquet")
works <- read_parquet("works.parquet")

# How far does the author of each source commit to the claims?
claims |>
  count(source_id, author_stance, name = "claims") |>
  print(n = Inf)

# Which claims of two sources are on the same thing?
said <- claims |> select(claim_id, source_id, author_stance, statement)
links |>
  select(claim_id, other_claim_id, relation, differs) |>
  inner_join(said, by = "claim_id") |>
  inner_join(said, by = c("other_claim_id" = "claim_id"), suffix = c("", "_other")) |>
  filter(source_id != source_id_other) |>
  arrange(relation, claim_id, other_claim_id) |>
  print(n = Inf, width = Inf)

# Who is quoted, by whom?
quotes |>
  filter(kind %in% c("direct", "mixed", "indirect"), !is.na(speaker)) |>
  count(source_id, speaker, name = "quotes", sort = TRUE) |>
  print(n = Inf)

# What do they read?
references |>
  count(work_id, source_id, name = "references") |>
  inner_join(works |> select(work_id, title, type, year), by = "work_id") |>
  arrange(desc(references), title) |>
  print(n = Inf)

# What should be checked first?
disputed <- links |>
  filter(relation %in% c("contradicts", "conflicts"))
claims |>
  filter(checkworthy) |>
  mutate(disputed = claim_id %in% c(disputed$claim_id, disputed$other_claim_id)) |>
  arrange(desc(disputed), desc(checkworthiness)) |>
  select(statement, holder, author_stance, checkworthiness, disputed) |>
  head(12) |>
  print(width = Inf)
