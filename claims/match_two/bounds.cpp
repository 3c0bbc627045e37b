// SPDX-License-Identifier: Apache-2.0
/// \file
/// The extremal outputs and the optimal key dimension of Match2.
#include <algorithm>

#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::Params;
using check::Rung;
using derive::Agrees;

/// The base-2 form with its outputs as they are, not compared with a threshold.
model::Transformer raw_outputs(const Params& params, std::int64_t beta, const Rational& blank) {
  model::Transformer model =
      softmax_form(params.at("modulus"), 2, beta, Rational(4, 5), {.blank = blank});
  model.decode.readout = model::Readout::exact;
  return model;
}

std::vector<Rational> outputs(const model::Transformer& model, const check::Case& word) {
  return model::answer(model, word, {});
}

/// Without a match n/(n+2^beta); with one 2^beta/(2^beta+1).
struct Bounds {
  Rational without;
  Rational with;
};

Bounds bounds_at(std::int64_t n, std::int64_t beta) {
  const Integer weight = power_of_two(static_cast<unsigned>(beta));
  return {.without = Rational(n, Integer(n) + weight), .with = Rational(weight, weight + 1)};
}

std::int64_t cross(std::int64_t ax, std::int64_t ay, std::int64_t bx, std::int64_t by) {
  return ax * by - ay * bx;
}

/// Whether one open half-plane (q.w > 0) holds v and, open or closed, all of `others`.
bool fits_half_plane(const std::vector<std::pair<std::int64_t, std::int64_t>>& others,
                     std::pair<std::int64_t, std::int64_t> v, bool is_strict) {
  // If a q exists, one exists near the normal of an extreme vector w; q turned slightly off that
  // normal decides ties.
  std::vector<std::pair<std::int64_t, std::int64_t>> all = others;
  all.push_back(v);
  for (const auto& [wx, wy] : all) {
    for (const int side : {1, -1}) {
      const auto is_positive = [&, wx = wx, wy = wy](std::pair<std::int64_t, std::int64_t> u) {
        const std::int64_t turn = side * cross(wx, wy, u.first, u.second);
        return turn > 0 || (turn == 0 && wx * u.first + wy * u.second > 0);
      };
      const auto is_allowed = [&, wx = wx, wy = wy](std::pair<std::int64_t, std::int64_t> u) {
        return is_strict ? is_positive(u) : side * cross(wx, wy, u.first, u.second) >= 0;
      };
      const bool is_v_inside =
          is_strict ? is_positive(v) : side * cross(wx, wy, v.first, v.second) > 0;
      if (is_v_inside && std::all_of(others.begin(), others.end(), is_allowed)) return true;
    }
  }
  return false;
}

constexpr std::int64_t most_residues = 1024;  // whose coordinates are all looked at

}  // namespace

check::Promise key_dimension(const model::Transformer& model, int most) {
  const std::int64_t used = derive::resources(model).key_dimension;
  return check::at_most("key dimension", std::to_string(most), most, used);
}

std::vector<check::Promise> coordinate_bound(const model::Transformer& model,
                                             std::int64_t modulus) {
  if (modulus > most_residues) return {};
  Matrix residues(static_cast<int>(modulus), 1);
  for (int x = 0; x < residues.rows(); ++x) residues(x, 0) = x;
  const Matrix states = model::embed(model, residues);
  const model::Head& head = model.blocks[0].heads[0];
  Rational largest = 0;
  for (const model::Linear& map : {head.query, head.keys[0]}) {
    for (int token = 0; token < states.rows(); ++token) {
      std::map<int, Rational> coordinates;
      for (const model::Entry& entry : map) {
        coordinates[entry.to] += entry.weight.value * states(token, entry.from);
      }
      for (const auto& [at, value] : coordinates) largest = std::max(largest, value.abs());
    }
  }
  const Integer bound = Integer(2) * modulus * modulus;
  return {check::at_most("largest coordinate", "2M^2", bound, largest)};
}

check::Statement extremal_outputs() {
  check::Statement about{
      .claim = claim_id, .label = "S3.extremal", .title = "Outputs of the base-2 softmax"};
  about.sentence =
      "With $\\beta = \\lceil \\log_2 4n \\rceil$ an output is at most $n/(n+2^\\beta)$ without a "
      "match and at least $2^\\beta/(2^\\beta+1)$ with one.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Exact outputs on every word of the stated sizes.",
                    .gap = "The stated (n, M)."};
  about.parameters = {{.name = "n", .meaning = "tokens besides the blank", .lo = 1, .hi = 64},
                      {.name = "modulus", .meaning = "M", .lo = 1, .hi = 1000}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"modulus", 5}}, {{"n", 3}, {"modulus", 7}}};
    if (rung == Rung::fast) return points;
    for (const auto& [n, modulus] : {std::pair{4, 6}, {5, 5}, {6, 4}})
      points.push_back({{"n", n}, {"modulus", modulus}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"modulus", 7}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t beta = sufficient_beta(n, 4);
    const task::Task truth = task::match_two(params.at("modulus"));
    const Bounds bounds = bounds_at(n, beta);
    Agrees result{.relation = derive::Relation::at_most};
    // Where there is a match the sign is turned, so that every entry reads "at most".
    result.left = [=](const check::Case& word, const std::string& twist) {
      const std::int64_t used = twist == "beta_one_less" ? beta - 1 : beta;
      std::vector<Rational> found =
          outputs(raw_outputs(params, used, twist == "blank_ties_match" ? 0 : -1), word);
      const std::vector<Rational> matches = truth.answer(word);
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (!matches[i].is_zero()) found[i] = -found[i];
      }
      return found;
    };
    result.right = [=](const check::Case& word) {
      std::vector<Rational> bound = truth.answer(word);
      for (Rational& entry : bound) entry = entry.is_zero() ? bounds.without : -bounds.with;
      return bound;
    };
    result.cases = check::words(static_cast<int>(n), static_cast<int>(params.at("modulus")));
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "beta_one_less", .why = "beta = ceil(log2 4n) - 1", .proof = {}},
                         {.name = "blank_ties_match", .why = "blank at 2t^2", .proof = {}}});
}

check::Statement attained_output() {
  check::Statement about{
      .claim = claim_id, .label = "S3.attained", .title = "The bound without a match is attained"};
  about.sentence =
      "For odd $M \\ge 3$ the word of $n$ tokens equal to $(M-1)/2$ has no match and every output "
      "equal to $n/(n+2^\\beta)$, $1 \\le \\beta \\le 12$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "All n <= 8, odd M <= 17, beta <= 12.",
                    .gap = "The stated ranges."};
  about.parameters = {};
  about.points = [](Rung) { return std::vector<Params>{{}}; };
  about.mutant_points = about.points;
  const auto make = [](const Params&, std::uint64_t) {
    const auto word_of = [](const check::Case& chosen) {
      Matrix word(static_cast<int>(chosen(0, 0).num().to_int64()), 1);
      for (int i = 0; i < word.rows(); ++i) word(i, 0) = chosen(0, 1);
      return word;
    };
    Agrees result{.relation = derive::Relation::equal};
    // A case is (n, h, beta); the modulus is 2h + 1 and every token is h.
    result.left = [word_of](const check::Case& chosen, const std::string& twist) {
      const Params params{{"modulus", 2 * chosen(0, 1).num().to_int64() + 1}};
      return outputs(
          raw_outputs(params, chosen(0, 2).num().to_int64(), twist == "blank_ties_match" ? 0 : -1),
          word_of(chosen));
    };
    result.right = [](const check::Case& chosen) {
      const std::int64_t n = chosen(0, 0).num().to_int64();
      return std::vector<Rational>(static_cast<std::size_t>(n),
                                   bounds_at(n, chosen(0, 2).num().to_int64()).without);
    };
    result.cases = check::integer_box({1, 1, 1}, {8, 8, 12});
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "blank_ties_match", .why = "blank at 2t^2", .proof = {}}});
}

bool is_planar_key_set(const std::vector<std::int64_t>& coordinates, bool is_strict) {
  const std::size_t count = coordinates.size() / 2;
  for (std::size_t t = 0; t < count; ++t) {
    std::vector<std::pair<std::int64_t, std::int64_t>> others;
    for (std::size_t x = 0; x < count; ++x) {
      if (x != t) others.emplace_back(-coordinates[2 * x], -coordinates[2 * x + 1]);
    }
    if (!fits_half_plane(others, {coordinates[2 * t], coordinates[2 * t + 1]}, is_strict))
      return false;
  }
  return true;
}

check::Statement no_planar_keys() {
  check::Statement about{.claim = claim_id, .label = "S4", .title = "Key dimension 3 is optimal"};
  about.sentence =
      "With value 1 on tokens and 0 on the blank, $n \\ge 2$ and $M \\ge 4$, exact average hardmax "
      "needs key dimension 3: no four vectors $u_x = k_x - k_{blank}$ of the plane have queries "
      "with $q_t \\cdot u_t > 0 > q_t \\cdot u_x$.";
  about.standing = check::Standing::finite_instance;
  about.fidelity = {.published = "-",
                    .checked = "All 12,650 four-element subsets of the grid [-2,2]^2.",
                    .gap = "A finite grid; the general proof is in the README, by hand."};
  about.parameters = {};
  about.points = [](Rung) { return std::vector<Params>{{}}; };
  about.mutant_points = about.points;
  const auto make = [](const Params&, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      std::vector<std::int64_t> coordinates;
      const int used = twist == "three_vectors" ? 3 : chosen.rows();
      for (int i = 0; i < used; ++i) {
        const std::int64_t point = chosen(i, 0).num().to_int64();
        coordinates.push_back(point / 5 - 2);
        coordinates.push_back(point % 5 - 2);
      }
      return std::vector<Rational>{
          Rational(is_planar_key_set(coordinates, twist != "ties_allowed") ? 1 : 0)};
    };
    result.right = [](const check::Case&) { return std::vector<Rational>{Rational(0)}; };
    result.cases = check::subsets(25, 4);
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "half-plane test";
    result.is_yes_no = true;
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "three_vectors", .why = "only three of the four vectors", .proof = {}},
       {.name = "ties_allowed", .why = "a wrong token may tie with the blank", .proof = {}}});
}

}  // namespace attest::match_two
