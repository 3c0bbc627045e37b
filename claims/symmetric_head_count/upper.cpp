// SPDX-License-Identifier: Apache-2.0
/// \file
/// P2 and P5, upper bounds: the construction of every symmetric function.
#include <algorithm>
#include <limits>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/family.hpp"
#include "reference/derive/ladder.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Computes;
using derive::FamilyMutant;

constexpr int any_changes = std::numeric_limits<int>::max();

/// The members of a family: functions, for P5 one copy of them for each degree.
struct Members {
  int n;
  UpperForm form;

  [[nodiscard]] std::int64_t functions() const { return std::int64_t{1} << (n + 1); }
  [[nodiscard]] std::int64_t count() const {
    return form.degree > 0 ? functions() : n * functions();
  }
  [[nodiscard]] int degree(std::int64_t member) const {
    return form.degree > 0 ? form.degree : static_cast<int>(1 + member / functions());
  }
  [[nodiscard]] Values values(std::int64_t member) const {
    return function_of(n, member % functions());
  }
  [[nodiscard]] Plan plan(std::int64_t member) const {
    return plan_of(values(member), degree(member), form.sinks);
  }
  [[nodiscard]] model::Transformer model(const Plan& plan) const {
    return transformer_of(form.exponential == Exponential::natural ? natural(plan, n) : plan);
  }
  [[nodiscard]] Computes computes(std::int64_t member) const {
    Computes result{.model = model(plan(member)), .task = task::symmetric_sign(values(member))};
    if (form.exponential == Exponential::natural) {
      result.arithmetic = model::Arithmetic::ball;
      result.precision = 128;
    }
    return result;
  }
  [[nodiscard]] std::string text(std::int64_t member) const {
    std::string result = "f = ";
    for (const int value : values(member)) result += value != 0 ? '1' : '0';
    return form.degree > 0 ? result : result + ", degree " + std::to_string(degree(member));
  }
};

void drop_head(Plan& plan) {
  plan.heads.pop_back();
  plan.readout.powers.pop_back();
}

void set_values(Plan& plan, const Rational& value) {
  for (HeadPlan& head : plan.heads) head.value = value;
}

void set_sinks(Plan& plan, const Rational& weight) {
  for (HeadPlan& head : plan.heads) {
    head = {.weight = weight, .swapped = weight, .value = 1 / weight};
  }
}

void rescale(Plan& plan) {
  for (std::size_t h = 0; h < plan.heads.size(); ++h) {
    plan.readout.powers[h][0] *= plan.heads[h].value;
  }
  set_values(plan, 1);
}

FamilyMutant mutant_of(const Members& members, const PlanEdit& edit) {
  return {.name = edit.name,
          .why = edit.why,
          .proof = edit.proof,
          .applies =
              [members, edit](std::int64_t member) {
                const int changes = task::sign_changes(members.values(member));
                return changes >= edit.least_changes && changes <= edit.most_changes;
              },
          .apply =
              [members, edit](Computes& c, std::int64_t member) {
                Plan plan = members.plan(member);
                edit.edit(plan);
                c.model = members.model(plan);
              }};
}

/// P5 with H d = c - 1: the last change of sign is ignored.
FamilyMutant change_ignored(const Members& members) {
  return {.name = "heads_times_degree_is_c_minus_1",
          .why = "(c-1)/d heads, where d divides c-1: no root at the last change of sign",
          .proof = {},
          .applies =
              [members](std::int64_t member) {
                const int changes = task::sign_changes(members.values(member));
                return changes >= 1 && (changes - 1) % members.degree(member) == 0;
              },
          .apply =
              [members](Computes& c, std::int64_t member) {
                Values values = members.values(member);
                std::size_t last = values.size() - 1;  // the last run gets the other value
                const int other = 1 - values[last];
                while (values[last] != other) values[last--] = other;
                c.model =
                    members.model(plan_of(values, members.degree(member), members.form.sinks));
              }};
}

/// Heads against ceil(c/d) summed over the members `first`, .., `last`, and what the readouts cost.
std::vector<check::Promise> promises_of(const Members& members, std::int64_t first,
                                        std::int64_t last) {
  const int n = members.n;
  std::int64_t least = 0;
  std::int64_t heads = 0;
  std::int64_t bits = 0;
  std::int64_t margin = 0;
  std::int64_t logarithm = 0;
  for (std::int64_t member = first; member <= last; ++member) {
    const int degree = members.degree(member);
    const Plan plan = members.plan(member);
    least += (task::sign_changes(members.values(member)) + degree - 1) / degree;
    heads += derive::resources(transformer_of(plan)).heads;
    if (members.form.degree != 1) continue;
    const Cost cost = cost_of(plan, n);
    bits = std::max(bits, cost.bits);
    margin = std::max(margin, negative_log2(cost.margin));
    if (members.form.exponential == Exponential::natural) {
      logarithm = std::max<std::int64_t>(logarithm, natural(plan, n).log_bits);
    }
  }
  const bool is_linear = members.form.degree == 1;
  std::vector<check::Promise> result{check::promise(
      "heads, summed over the descriptions", is_linear ? "c" : "ceil(c/d)", "<=", least, heads)};
  if (!is_linear) return result;
  const bool is_powers = members.form.sinks == Sinks::powers;
  const char* const formula = is_powers ? "n^2" : "n";
  const int growth = is_powers ? n * n : n;
  result.push_back(check::promise("readout bits", formula, "O", growth, bits));
  result.push_back(check::promise("-log2 of the least |output|", formula, "O", growth, margin));
  if (logarithm > 0) {
    result.push_back(check::promise("bits of a logarithm", formula, "O", growth, logarithm));
  }
  return result;
}

/// \param chosen a member, or -1: all of them
derive::FamilyParts parts_of(const Members& members, std::int64_t chosen) {
  const int n = members.n;
  const std::int64_t first = std::clamp<std::int64_t>(chosen, 0, members.count() - 1);
  const std::int64_t last = chosen < 0 ? members.count() - 1 : first;
  derive::Family family{.count = members.count(),
                        .inputs = members.form.words == Words::all ? check::words(n, 2) : counts(n),
                        .member = [members](std::int64_t m) { return members.computes(m); },
                        .text = [members](std::int64_t m) { return members.text(m); },
                        .exemplar = number_of(parity_values(n)),
                        .promises = promises_of(members, first, last)};
  std::vector<FamilyMutant> mutants;
  if (members.form.degree == 1) {
    for (const PlanEdit& edit : plan_edits(members.form.sinks)) {
      mutants.push_back(mutant_of(members, edit));
    }
  } else {
    mutants.push_back(change_ignored(members));
    if (n >= 2) family.exemplar += members.functions();  // parity with degree 2
  }
  return {.family = std::move(family), .mutants = std::move(mutants)};
}

}  // namespace

const std::vector<PlanEdit>& plan_edits(Sinks sinks) {
  static const std::vector<PlanEdit> powers{
      {"one_head_dropped", "c-1 heads", "", 1, any_changes, drop_head},
      {"sink_value_one", "sink value 1 instead of 2^-h, readout kept", "", 1, any_changes,
       [](Plan& plan) { set_values(plan, 1); }},
      {"equal_sinks", "sink weight 2 and value 1/2 in every head, readout kept", "", 2, any_changes,
       [](Plan& plan) { set_sinks(plan, 2); }},
      {"sink_value_one_rescaled", "sink value 1, readout weights times 2^-h",
       "the value and the readout weight of a head occur only as their product", 0, any_changes,
       rescale},
      {"equal_sinks_one_change", "equal sinks where c = 1",
       "one head: its sink has weight 2 and value 1/2 in the construction", 1, 1,
       [](Plan& plan) { set_sinks(plan, 2); }},
      {"sink_value_one_constant", "sink value 1 where c = 0", "there is no head", 0, 0,
       [](Plan& plan) { set_values(plan, 1); }}};
  static const std::vector<PlanEdit> integers{
      {"one_head_dropped", "c-1 heads", "", 1, any_changes, drop_head},
      {"sink_value_one", "sink value 1 instead of 1/h, readout kept", "", 2, any_changes,
       [](Plan& plan) { set_values(plan, 1); }},
      {"equal_sinks", "sink weight and value 1 in every head, readout kept", "", 2, any_changes,
       [](Plan& plan) { set_sinks(plan, 1); }},
      {"equal_sinks_one_change", "equal sinks where c = 1",
       "one head: its sinks have weight 1 and value 1 in the construction", 1, 1,
       [](Plan& plan) { set_sinks(plan, 1); }}};
  return sinks == Sinks::powers ? powers : integers;
}

check::Statement upper(const check::Wording& text, const UpperForm& form) {
  check::Statement about = statement_of(text);
  const bool is_degree_free = form.degree == 0;
  const char* const chooser = is_degree_free ? "member" : "function";
  const char* const meaning =
      is_degree_free ? "(d-1) 2^(n+1) + f, f read as the binary number f(0)..f(n); -1: every f and "
                       "every d <= n"
                     : "f read as the binary number f(0)..f(n); -1: every f";
  about.parameters = {bits_parameter(1, 16),
                      parameter(chooser, meaning, -1, std::int64_t{1} << 21)};
  const bool is_all = form.words == Words::all;
  about.points = points_up_to(is_all || is_degree_free ? 1 : 7, form.fast, form.nightly, chooser);
  const bool is_exact = form.exponential == Exponential::base_two;
  if (is_all) {
    about.mutant_points =
        is_exact ? points_up_to(3, 3, 6, chooser) : points_up_to(2, 2, 3, chooser);
  } else if (is_degree_free && is_exact) {
    about.mutant_points = points_up_to(3, 3, 4, chooser);
  }
  check::Statement result = derive::family(
      std::move(about), chooser, [form, chooser](const Params& params, std::uint64_t) {
        return parts_of({.n = static_cast<int>(params.at("n")), .form = form}, params.at(chooser));
      });
  if (!is_all) result.subject_of_model = {};  // a user's model may read positions
  return result;
}

check::Statement precision_ladder() {
  check::Statement about = statement_of(
      {.label = "P2.precision",
       .title = "Parity with every operation rounded",
       .sentence =
           "With every operation rounded to $p$ bits the parity of $n$ bits keeps its sign for "
           "every $p$ with $2^p \\ge 4(n+H+12)\\mu/m$: $m$ is the least $|output|$ and $\\mu$ the "
           "largest sum of the absolute values of its terms.",
       .checked = "Every word at 17 precisions from the stated one on.",
       .gap = "The stated n; the bound itself is an argument in the README."});
  about.parameters = {bits_parameter(1, 16),
                      parameter("sinks", "0: weights 2^h; 1: weights h", 0, 1)};
  about.points = [](check::Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 3; n <= (rung == check::Rung::fast ? 3 : 8); ++n) {
      for (std::int64_t sinks = 0; sinks <= 1; ++sinks) {
        Params& point = points.emplace_back();
        point["n"] = n;
        point["sinks"] = sinks;
      }
    }
    return points;
  };
  Params broken;
  broken["n"] = 3;
  broken["sinks"] = 0;
  about.mutant_points = fixed_point(broken);
  return derive::ladder(std::move(about), [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    const Values parity = parity_values(n);
    const Plan plan = plan_of(parity, 1, params.at("sinks") == 0 ? Sinks::powers : Sinks::integers);
    const Cost cost = cost_of(plan, n);
    // An output sums H+1 terms, each of them off by at most (n+H+12) 2^(1-p) of itself: n+4
    // operations of the head, two of the product, H of the sum, and what is second order.
    const Rational least = 4 * Rational(2 * n + 12) * cost.mass / cost.margin;
    const int sufficient = static_cast<int>(negative_log2(1 / least));
    return derive::Ladder{.computes = {.model = transformer_of(plan),
                                       .task = task::symmetric_sign(parity),
                                       .inputs = check::words(n, 2)},
                          .sufficient = sufficient,
                          .most = sufficient + 16};
  });
}

}  // namespace attest::symmetric_head_count
