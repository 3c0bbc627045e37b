// SPDX-License-Identifier: Apache-2.0
/// \file
/// Packets on nodes: permutations, partial permutations, sets of destinations, cycles.
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/case_space_size.hpp"

namespace attest::positional_simulates_mpc {
namespace {

int nodes_of(int bits) { return 1 << bits; }

/// Rows (destination, payload = source, settings of the node's switches).
check::Case packets_of(const benes::Permutation& destinations, bool has_settings) {
  const auto n = static_cast<int>(destinations.size());
  const benes::Settings settings = has_settings ? benes::looping(destinations) : benes::Settings{};
  check::Case rows(n, 2 + static_cast<int>(settings.size()));
  for (int i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    rows(i, 0) = destinations[at];
    rows(i, 1) = i;
    for (int s = 0; s < static_cast<int>(settings.size()); ++s) {
      rows(i, 2 + s) = static_cast<int>(settings[static_cast<std::size_t>(s)][at]);
    }
  }
  return rows;
}

template <typename Items>
void shuffle(Items& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1],
              items[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
  }
}

Integer factorial(int n) {
  Integer result = 1;
  for (int i = 2; i <= n; ++i) result *= i;
  return result;
}

/// Injective maps of subsets of `sources` nodes into `destinations` nodes.
Integer partial_permutations(int sources, int destinations) {
  Integer result = 0;
  Integer of_size = 1;  // C(sources, k) destinations (destinations - 1) ... of k factors
  for (int k = 0; k <= std::min(sources, destinations); ++k) {
    result += of_size;
    of_size = floor_div(of_size * (sources - k) * (destinations - k), Integer(k + 1));
  }
  return result;
}

}  // namespace

benes::Permutation drawn_permutation(int n, Random& random) {
  benes::Permutation result(static_cast<std::size_t>(n));
  std::iota(result.begin(), result.end(), 0);
  shuffle(result, random);
  return result;
}

benes::Permutation permutation_of(const check::Case& rows) {
  benes::Permutation result;
  for (int i = 0; i < rows.rows(); ++i) {
    result.push_back(static_cast<int>(rows(i, 0).num().to_int64()));
  }
  return result;
}

check::CaseSpace permutation_packets(int bits, bool has_settings) {
  return check::mapped(check::permutations(nodes_of(bits)),
                       [has_settings](const check::Case& word) -> std::optional<check::Case> {
                         return packets_of(permutation_of(word), has_settings);
                       });
}

check::CaseSpace drawn_packets(int bits, bool has_settings, std::int64_t size, std::uint64_t seed) {
  const int n = nodes_of(bits);
  return check::sampled(
      "permutations of " + std::to_string(n) + " packets", size, seed, factorial(n),
      "permutations are too many to enumerate", [n, has_settings](Random& random, std::int64_t) {
        return std::optional<check::Case>(packets_of(drawn_permutation(n, random), has_settings));
      });
}

check::CaseSpace all_packets(int bits, std::int64_t payloads) {
  const int n = nodes_of(bits);
  return check::product(check::permutations(n), check::words(n, static_cast<int>(payloads)),
                        [](const check::Case& destinations, const check::Case& words) {
                          check::Case rows = packets_of(permutation_of(destinations), false);
                          for (int i = 0; i < rows.rows(); ++i) rows(i, 1) = words(i, 0);
                          return std::optional<check::Case>(std::move(rows));
                        });
}

check::CaseSpace partial_packets(int bits) {
  const int n = nodes_of(bits);
  const Integer size = partial_permutations(n, n);
  const auto at = [n](std::int64_t index) -> std::optional<check::Case> {
    check::Case rows(n, 2);
    std::vector<int> left(static_cast<std::size_t>(n));
    std::iota(left.begin(), left.end(), 0);
    for (int i = 0; i < n; ++i) {
      // First the cases in which i has no packet, then those of each destination that is left.
      const auto available = static_cast<int>(left.size());
      const std::int64_t without = partial_permutations(n - 1 - i, available).to_int64();
      rows(i, 0) = n;
      if (index < without) continue;
      const std::int64_t each = partial_permutations(n - 1 - i, available - 1).to_int64();
      const std::int64_t choice = (index - without) / each;
      index = (index - without) % each;
      rows(i, 0) = left[static_cast<std::size_t>(choice)];
      rows(i, 1) = i + 1;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(choice));
    }
    return rows;
  };
  return check::exhaustive("all partial permutations of " + std::to_string(n) + " nodes", size, at);
}

check::CaseSpace drawn_partial_packets(int bits, std::int64_t size, std::uint64_t seed) {
  const int n = nodes_of(bits);
  return check::sampled("partial permutations of " + std::to_string(n) + " nodes", size, seed,
                        partial_permutations(n, n),
                        "partial permutations are too many to enumerate",
                        [n](Random& random, std::int64_t) -> std::optional<check::Case> {
                          const benes::Permutation drawn = drawn_permutation(n, random);
                          const std::int64_t share = random.between(1, 4);
                          check::Case rows(n, 2);
                          for (int i = 0; i < n; ++i) {
                            const bool is_present = random.below(4) < share;
                            rows(i, 0) = is_present ? drawn[static_cast<std::size_t>(i)] : n;
                            rows(i, 1) = is_present ? i + 1 : 0;
                          }
                          return rows;
                        });
}

check::CaseSpace destination_sets(int bits) {
  const int n = nodes_of(bits);
  check::CaseSpace space = check::mapped(
      check::words(n, 2), [n](const check::Case& members) -> std::optional<check::Case> {
        check::Case rows(n, 2);
        for (int i = 0; i < n; ++i) rows(i, 0) = n;
        int rank = 0;
        for (int destination = 0; destination < n; ++destination) {
          if (members(destination, 0).is_zero()) continue;
          rows(rank, 0) = destination;
          rows(rank, 1) = rank + 1;
          ++rank;
        }
        return rows;
      });
  space.description = "all sets of destinations among " + std::to_string(n) + " nodes";
  return space;
}

check::CaseSpace all_cycles(std::int64_t n) {
  return check::mapped(check::permutations(static_cast<int>(n)),
                       [](const check::Case& word) -> std::optional<check::Case> {
                         check::Case rows(word.rows(), 2);
                         for (int i = 0; i < word.rows(); ++i) {
                           rows(i, 0) = word(i, 0);
                           rows(static_cast<int>(word(i, 0).num().to_int64()), 1) = i;
                         }
                         return rows;
                       });
}

}  // namespace attest::positional_simulates_mpc
