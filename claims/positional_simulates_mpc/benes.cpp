// SPDX-License-Identifier: Apache-2.0
/// \file
/// The looping algorithm and networks of switches; see benes.hpp.
#include "claims/positional_simulates_mpc/benes.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc::benes {
namespace {

std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

int bits_of_size(std::size_t n) {
  int bits = 0;
  while (std::size_t{1} << bits < n) ++bits;
  ATTEST_REQUIRE(bits >= 1 && std::size_t{1} << bits == n,
                 "a network of " + std::to_string(n) + " wires");
  return bits;
}

Permutation inverse(const Permutation& permutation) {
  Permutation result(permutation.size());
  for (std::size_t i = 0; i < permutation.size(); ++i) {
    result[index(permutation[i])] = static_cast<int>(i);
  }
  return result;
}

/// The half, 0 or 1, that each input enters: partners at the first stage enter different ones, and
/// so do the packets for outputs 2o and 2o+1. Each loop starts with its least input in half 0.
std::vector<int> halves(const Permutation& destinations, std::vector<int>* loop_of) {
  const Permutation source = inverse(destinations);
  std::vector<int> half(destinations.size(), -1);
  int loop = 0;
  for (std::size_t start = 0; start < half.size(); ++start) {
    if (half[start] >= 0) continue;
    auto input = static_cast<int>(start);
    while (half[index(input)] < 0) {
      half[index(input)] = 0;
      const int partner = input ^ 1;
      half[index(partner)] = 1;
      if (loop_of != nullptr) loop_of->at(index(input)) = loop_of->at(index(partner)) = loop;
      input = source[index(destinations[index(partner)] ^ 1)];
    }
    ++loop;
  }
  return half;
}

/// Fills the settings of a network on the nodes first, first + 2^stage, .., whose stages begin and
/// end `stage` stages inside the whole.
void set_switches(const Permutation& destinations, std::size_t stage, std::size_t first,
                  Settings& settings) {
  const std::size_t step = std::size_t{1} << stage;
  const auto node = [&](std::size_t wire) { return first + wire * step; };
  if (destinations.size() == 2) {
    const char crosses = destinations[0] == 1 ? 1 : 0;
    settings[stage][node(0)] = settings[stage][node(1)] = crosses;
    return;
  }
  const std::vector<int> half = halves(destinations, nullptr);
  std::vector<Permutation> inner(2, Permutation(destinations.size() / 2));
  const std::size_t last = settings.size() - 1 - stage;
  for (std::size_t i = 0; i < destinations.size(); ++i) {
    const int destination = destinations[i];
    // The first stage brings input i to its half, the last one brings it from there to its output.
    settings[stage][node(i)] = half[i] == static_cast<int>(i & 1) ? 0 : 1;
    settings[last][node(index(destination))] = half[i] == (destination & 1) ? 0 : 1;
    inner[index(half[i])][i / 2] = destination / 2;
  }
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    set_switches(inner[side], stage + 1, first + side * step, settings);
  }
}

/// One bit a switch of the first stage and ordered pair of destinations.
int variable(int n, int wire, const Permutation& destinations, bool is_pair_unordered) {
  int top = destinations[index(wire & ~1)];
  int bottom = destinations[index(wire | 1)];
  if (is_pair_unordered && top > bottom) std::swap(top, bottom);
  return (wire / 2 * n + top) * n + bottom;
}

/// Calls `visit(a, b, parity)` for each constraint of a permutation: bits a and b differ by parity.
template <typename Visit>
void constraints(int n, const Permutation& destinations, bool is_pair_unordered, Visit visit) {
  const Permutation source = inverse(destinations);
  for (int o = 0; o < n; o += 2) {
    const int one = source[index(o)];
    const int other = source[index(o + 1)];
    if (one / 2 == other / 2) continue;  // one switch sends them to different halves anyway
    // A packet enters the half (its wire mod 2) xor the bit of its switch.
    visit(variable(n, one, destinations, is_pair_unordered),
          variable(n, other, destinations, is_pair_unordered), 1 ^ (one & 1) ^ (other & 1));
  }
}

/// Bits in classes whose members are equal or opposite.
class ParityClasses {
 public:
  explicit ParityClasses(std::size_t size) : parent_(size), parity_(size, 0) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  /// The root of a bit and its parity against it.
  std::pair<int, int> find(int bit) const {
    int parity = 0;
    while (parent_[index(bit)] != bit) {
      parity ^= parity_[index(bit)];
      bit = parent_[index(bit)];
    }
    return {bit, parity};
  }

  /// Ties two bits; false where they are tied otherwise.
  bool tie(int a, int b, int parity) {
    const auto [root_a, parity_a] = find(a);
    const auto [root_b, parity_b] = find(b);
    if (root_a == root_b) return (parity_a ^ parity_b) == parity;
    parent_[index(root_a)] = root_b;
    parity_[index(root_a)] = parity_a ^ parity_b ^ parity;
    return true;
  }

 private:
  std::vector<int> parent_;
  std::vector<int> parity_;
};

Permutation identity(int n) {
  Permutation result(index(n));
  std::iota(result.begin(), result.end(), 0);
  return result;
}

/// (switch, pair) where the pair is not that of one output switch, which tie nothing.
std::int64_t variables(int n) { return std::int64_t{n} / 2 * n * (n - 2); }

}  // namespace

std::vector<int> stage_bits(int bits) {
  std::vector<int> result;
  for (int b = 0; b < bits; ++b) result.push_back(b);
  for (int b = bits - 2; b >= 0; --b) result.push_back(b);
  return result;
}

Settings looping(const Permutation& destinations) {
  const int bits = bits_of_size(destinations.size());
  Settings settings(index(2 * bits - 1), std::vector<char>(destinations.size()));
  set_switches(destinations, 0, 0, settings);
  return settings;
}

std::vector<int> loops(const Permutation& destinations) {
  std::vector<int> result(destinations.size());
  halves(destinations, &result);
  return result;
}

std::vector<int> outputs(const Settings& settings, Broken how) {
  const std::size_t n = settings.at(0).size();
  const std::vector<int> bits = stage_bits(bits_of_size(n));
  std::vector<int> packets = identity(static_cast<int>(n));
  const std::size_t stages = settings.size() - (how == Broken::one_stage_fewer ? 1 : 0);
  for (std::size_t s = 0; s < stages; ++s) {
    const std::vector<int> before = packets;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t partner = i ^ (std::size_t{1} << bits[s]);
      if (settings[s][i] != 0) packets[i] = before[partner];
    }
    if (s == 0 && how == Broken::halves_exchanged) {
      for (std::size_t i = 0; i < n; i += 2) std::swap(packets[i], packets[i + 1]);
    }
  }
  return packets;
}

bool can_be_completed(const Permutation& destinations, const std::vector<char>& first_stage) {
  const Permutation source = inverse(destinations);
  const auto half = [&](int wire) { return (wire & 1) ^ first_stage[index(wire / 2)]; };
  for (std::size_t o = 0; o < source.size(); o += 2) {
    if (half(source[o]) == half(source[o + 1])) return false;
  }
  return true;
}

RuleSearch search_rules(int n, bool is_pair_unordered) {
  ParityClasses classes(index(n / 2 * n * n));
  RuleSearch result{.variables = variables(n), .free_bits = variables(n)};
  Permutation destinations = identity(n);
  std::int64_t number = 0;
  do {
    ++number;
    bool is_possible = true;
    constraints(n, destinations, is_pair_unordered, [&](int a, int b, int parity) {
      if (classes.find(a).first != classes.find(b).first) --result.free_bits;
      is_possible = classes.tie(a, b, parity) && is_possible;
    });
    if (!is_possible) {
      result.contradiction = number;
      return result;
    }
  } while (std::next_permutation(destinations.begin(), destinations.end()));
  return result;
}

RuleSearch eliminate_rules(int n) {
  const std::size_t columns = index(n / 2 * n * n) + 1;  // the last one holds the parity
  std::vector<std::vector<char>> rows;                   // reduced, each with its first one
  std::vector<std::size_t> leads;
  RuleSearch result{.variables = variables(n)};
  Permutation destinations = identity(n);
  std::int64_t number = 0;
  do {
    ++number;
    bool is_possible = true;
    constraints(n, destinations, false, [&](int a, int b, int parity) {
      std::vector<char> row(columns);
      row[index(a)] = row[index(b)] = 1;
      row.back() = static_cast<char>(parity);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        if (row[leads[r]] == 0) continue;
        for (std::size_t c = 0; c < columns; ++c) row[c] ^= rows[r][c];
      }
      const std::size_t lead = index(std::find(row.begin(), row.end(), 1) - row.begin());
      if (lead == columns) return;
      if (lead + 1 == columns) {
        is_possible = false;
        return;
      }
      rows.push_back(std::move(row));
      leads.push_back(lead);
    });
    if (!is_possible) {
      result.contradiction = number;
      break;
    }
  } while (std::next_permutation(destinations.begin(), destinations.end()));
  result.free_bits = result.variables - std::ssize(rows);
  return result;
}

std::int64_t rules_for_four(bool is_one_switch) {
  constexpr int n = 4;
  std::vector<std::vector<int>> bits;  // of each permutation: those that set its two switches
  std::vector<Permutation> permutations;
  std::vector<int> number(index(n / 2 * n * n), -1);
  int used = 0;
  Permutation destinations = identity(n);
  do {
    // A switch with the packets of one output switch may be set either way.
    if (destinations[0] / 2 == destinations[1] / 2) continue;
    std::vector<int> set;
    for (const int wire : {0, 2}) {
      int& bit = number[index(variable(n, is_one_switch ? 0 : wire, destinations, false))];
      if (bit < 0) bit = used++;
      set.push_back(bit);
    }
    bits.push_back(std::move(set));
    permutations.push_back(destinations);
  } while (std::next_permutation(destinations.begin(), destinations.end()));
  std::int64_t count = 0;
  for (std::int64_t rule = 0; rule < std::int64_t{1} << used; ++rule) {
    bool routes_all = true;
    for (std::size_t p = 0; p < bits.size() && routes_all; ++p) {
      const auto bit = [&](std::size_t s) { return static_cast<char>(rule >> bits[p][s] & 1); };
      routes_all = can_be_completed(permutations[p], {bit(0), bit(1)});
    }
    count += routes_all ? 1 : 0;
  }
  return count;
}

}  // namespace attest::positional_simulates_mpc::benes
