// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::one_pass_state_bound {

std::int64_t bits_of(const Integer& states) { return (states - 1).bit_length(); }

std::vector<check::Parameter> table_parameters() {
  return {{.name = "letters", .meaning = "symbols 1, .., letters", .lo = 2, .hi = 5},
          {.name = "k", .meaning = "hops", .lo = 1, .hi = 14}};
}

std::vector<check::Params> table_points(std::int64_t letters, std::int64_t most) {
  std::vector<check::Params> points;
  for (std::int64_t k = 1; k <= most; ++k) points.push_back({{"letters", letters}, {"k", k}});
  return points;
}

check::CaseSpace words_of(std::int64_t letters, std::int64_t n) {
  return check::mapped(check::words(static_cast<int>(n), static_cast<int>(letters)),
                       [](const check::Case& word) -> std::optional<check::Case> {
                         Symbols symbols = check::symbols_of(word);
                         for (std::int64_t& symbol : symbols) ++symbol;
                         return check::word_of(symbols);
                       });
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "What one pass over hop_k has to hold, exactly",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  claim.statements =
      check::joined({count_statements(), machine_statements(), protocol_statements(),
                     index_statements(), attention_statements(), graph_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: any text; each byte is a token (a line end at the end of the file is none), at most "
      "4096. --set k=K (1 to 64): recurrent layers. hops counts the bytes at which hop_k is no "
      "bottom, last is the byte of hop_k at the end, or null.";
  return claim;
}

}  // namespace attest::one_pass_state_bound
