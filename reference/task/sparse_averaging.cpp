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

std::string name_of(const char* name, int q, int features) {
  ATTEST_REQUIRE(q >= 1 && features >= 1, name);
  return std::string(name) + " q=" + std::to_string(q) + " features=" + std::to_string(features);
}

}  // namespace

Task sparse_averaging(int q, int features) {
  return {.id = name_of("sparse_averaging", q, features), .answer = [=](const Matrix& tokens) {
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) append_mean(answer, tokens, i, q, features);
            return answer;
          }};
}

Task sparse_averaging_first(int q, int features) {
  Task task = sparse_averaging_at(q, 0, features);
  task.id = name_of("sparse_averaging_first", q, features);
  return task;
}

Task sparse_averaging_at(int q, int position, int features) {
  ATTEST_REQUIRE(position >= 0, "position " + std::to_string(position));
  return {.id = name_of("sparse_averaging", q, features) + " at " + std::to_string(position),
          .answer = [=](const Matrix& tokens) {
            std::vector<Rational> answer;
            append_mean(answer, tokens, position, q, features);
            return answer;
          }};
}

Task sparse_averaging_exceeds(int q, int position, const Rational& error,
                              const Rational& threshold) {
  const Task mean = sparse_averaging_at(q, position);
  return {.id = mean.id + ", with error " + error.to_string() + " > " + threshold.to_string(),
          .answer = [=](const Matrix& tokens) {
            return std::vector<Rational>{mean.answer(tokens)[0] + error > threshold ? 1 : 0};
          }};
}

}  // namespace attest::task
