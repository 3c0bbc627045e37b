// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse averages from their definition; see sparse_averaging.hpp.
#include "reference/task/sparse_averaging.hpp"

#include <string>
#include <vector>

namespace attest::task {
namespace {

/// The positions that token i points to. \pre they are distinct positions
std::vector<int> pointers_of(const Matrix& tokens, int i, int q, int features) {
  std::vector<int> result;
  for (int l = 0; l < q; ++l) {
    const Rational& pointer = tokens(i, features + l);
    ATTEST_REQUIRE(pointer.is_integer() && pointer >= 0 && pointer < tokens.rows(),
                   "pointer " + pointer.to_string() + " of token " + std::to_string(i));
    const auto position = static_cast<int>(pointer.num().to_int64());
    for (const int other : result) {
      ATTEST_REQUIRE(other != position, "a pointer of token " + std::to_string(i) + " twice");
    }
    result.push_back(position);
  }
  return result;
}

void append_mean(std::vector<Rational>& answer, const Matrix& tokens, int i, int q, int features) {
  const std::vector<int> pointers = pointers_of(tokens, i, q, features);
  for (int f = 0; f < features; ++f) {
    Rational sum = 0;
    for (const int j : pointers) sum += tokens(j, f);
    answer.push_back(sum / Rational(q));
  }
}

Task averaging(const std::string& name, int q, int features, bool is_first_alone) {
  ATTEST_REQUIRE(q >= 1 && features >= 1, name);
  return {.id = name + " q=" + std::to_string(q) + " features=" + std::to_string(features),
          .answer = [=](const Matrix& tokens) {
            std::vector<Rational> answer;
            const int rows = is_first_alone ? 1 : tokens.rows();
            for (int i = 0; i < rows; ++i) append_mean(answer, tokens, i, q, features);
            return answer;
          }};
}

}  // namespace

Task sparse_averaging(int q, int features) {
  return averaging("sparse_averaging", q, features, false);
}

Task sparse_averaging_first(int q, int features) {
  return averaging("sparse_averaging_first", q, features, true);
}

}  // namespace attest::task
