// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lines of other claims in the plot of sizes.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/strassen_attention/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::match_three_tensor_attention {
namespace {

const check::Line& line_of(const std::vector<check::Series>& all, const std::string& series,
                           const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const check::Series& one) { return one.name == series; });
  REQUIRE(found != all.end());
  const auto line = std::find_if(found->lines.begin(), found->lines.end(),
                                 [&](const check::Line& one) { return one.name == name; });
  REQUIRE(line != found->lines.end());
  return *line;
}

/// Bits of the largest coordinate of the embedded tokens p, 1 <= p < m, and of the sink.
std::int64_t coordinate_bits(const model::Transformer& model, std::int64_t m) {
  Matrix word(static_cast<int>(m) - 1, 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = i + 1;
  const model::Trace trace = model::trace(model, word, {});
  std::int64_t most = 0;
  for (const model::Number& coordinate : trace.embedded) {
    const Rational value = std::get<Rational>(coordinate);
    REQUIRE(value.is_integer());
    most = std::max(most, value.num().bit_length());
  }
  return most;
}

TEST_CASE("the line of Strassen attention is the size of the model that the other claim builds") {
  const std::vector<check::Series> all = claim().series;
  const check::Line& line = line_of(all, "size", "Strassen attention, two heads");
  for (std::int64_t n = 2; n <= 5; ++n) {
    const model::Transformer model = strassen_attention::match_form(n, n * n);
    const derive::Resources used = derive::resources(model);
    const std::int64_t bits = coordinate_bits(model, n * n) + 1;
    CHECK(line.count(n) == Rational(used.heads * used.key_dimension * bits));
  }
}

}  // namespace
}  // namespace attest::match_three_tensor_attention
