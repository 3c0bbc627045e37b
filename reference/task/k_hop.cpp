// SPDX-License-Identifier: Apache-2.0
/// \file
/// hop_k from its definition; see k_hop.hpp.
#include "reference/task/k_hop.hpp"

#include <vector>

namespace attest::task {
namespace {

/// A word with x[0] = 0, the symbol bottom, and where find leads from each position.
struct Hops {
  std::vector<Rational> x;
  std::vector<std::size_t> find;

  explicit Hops(const Matrix& tokens) : x{Rational(0)}, find{0} {
    for (int i = 0; i < tokens.rows(); ++i) x.push_back(tokens(i, 0));
    for (std::size_t i = 1; i < x.size(); ++i) {
      std::size_t best = 0;
      for (std::size_t j = 2; j <= i; ++j) {
        if (x[j - 1] == x[i]) best = j;
      }
      find.push_back(best);
    }
  }

  [[nodiscard]] std::size_t after(std::int64_t hops, std::size_t i) const {
    for (std::int64_t hop = 0; hop < hops; ++hop) {
      if (find[i] == i) return i;  // all further hops stay
      i = find[i];
    }
    return i;
  }
};

}  // namespace

Task k_hop_source(std::int64_t hops) {
  return {.id = "k_hop_source hops=" + std::to_string(hops),
          .answer = [hops](const Matrix& tokens) {
            const Hops word(tokens);
            std::vector<Rational> result;
            for (std::size_t i = 1; i < word.x.size(); ++i) {
              result.emplace_back(word.after(hops, i));
            }
            return result;
          }};
}

Task k_hop(std::int64_t hops) {
  return {.id = "k_hop hops=" + std::to_string(hops), .answer = [hops](const Matrix& tokens) {
            const Hops word(tokens);
            std::vector<Rational> result;
            for (std::size_t i = 1; i < word.x.size(); ++i) {
              result.push_back(word.x[word.after(hops, i)]);
            }
            return result;
          }};
}

std::int64_t last_hop(const std::vector<std::int64_t>& word, std::int64_t hops) {
  std::size_t at = word.size();  // counted from 1
  for (std::int64_t hop = 0; hop < hops && at > 0; ++hop) {
    std::size_t best = at;
    while (best >= 2 && word[best - 2] != word[at - 1]) --best;
    at = best >= 2 ? best : 0;
  }
  return at == 0 ? 0 : word[at - 1];
}

Task k_hop_state(std::int64_t p, std::int64_t v, HopColumns columns) {
  return {.id = "k_hop_state p=" + std::to_string(p) + " v=" + std::to_string(v),
          .answer = [p, v, columns](const Matrix& tokens) {
            const Hops word(tokens);
            std::vector<Rational> result;
            for (std::size_t i = 1; i < word.x.size(); ++i) {
              result.push_back(word.x[i]);
              if (columns == HopColumns::with_previous) result.push_back(word.x[i - 1]);
              result.emplace_back(word.after(p, i));
              result.push_back(word.x[word.after(v, i)]);
            }
            return result;
          }};
}

}  // namespace attest::task
