// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, what they share, and those about hardmax.
#include <algorithm>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"

namespace attest::function_evaluation {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

bool is_of_two(TableForm form) { return form == TableForm::neighbours || form == TableForm::links; }

/// Hardmax, with ties shared: what a mutant reads is a number, right or wrong.
Choices averaged(Choices choices = {}) {
  choices.norm = model::Norm::average_hardmax;
  return choices;
}

Computes exact(const Params& params, check::CaseSpace inputs) {
  const TableForm form = form_of(params);
  const std::int64_t n = params.at("n");
  Computes result{.model = construction(form, n, {}),
                  .task = task::function_evaluation(form),
                  .inputs = std::move(inputs)};
  result.promises = promises_of(form, n, result.model);
  return result;
}

/// The mutants of the one layer, or of both.
std::vector<derive::NamedMutant> mutants_of(TableForm first) {
  std::vector<derive::NamedMutant> mutants{wrong("key_bit_flipped",
                                                 "the first sign of every key is turned",
                                                 averaged({.flips_key_bit = true}))};
  if (is_of_two(first)) {
    mutants.push_back(wrong("value_tokens_not_preferred",
                            "value tokens and key tokens compete on equal terms",
                            averaged({.priority = 0})));
    mutants.push_back(wrong("looks_two_back",
                            "a token of neighbours reads the one two before, one of links any key",
                            averaged({.offset = 2, .forgets_links = true})));
    mutants.push_back(wrong("priority_of_softmax", "value tokens score 9 more, as under softmax",
                            averaged({.priority = 9}),
                            "any priority of 1 or more puts the value of the argument above every "
                            "key token"));
  } else {
    mutants.push_back(wrong("query_is_seen", "the last token is a key like any other",
                            averaged({.is_query_seen = true}),
                            "it ties with the key that is asked for and adds no value: the average "
                            "halves, its signs stay"));
    mutants.push_back(wrong("farthest_key", "scores are negated", averaged({.scale = -1})));
  }
  return mutants;
}

Statement one_layer_is_exact() {
  Statement about = about_form("U1", "One layer evaluates functions written in pairs or in places",
                               TableForm::pairs, 6);
  about.sentence =
      "For every $n$, every $f: \\{0,..,n-1\\} \\to \\{0,..,n-1\\}$, every order of the pairs "
      "$(i, f(i))$ and every argument, one head of width $2k$, $k = \\max(1, \\lceil\\log_2 "
      "n\\rceil)$, with scores $\\langle code(i^*), code(i)\\rangle$ and hardmax writes "
      "$code(f(i^*))$. The same where token $i$ is $f(i)$ alone and its key the code of its place.";
  about.fidelity.checked =
      "Every function in every order with every argument; the maximal key is unique.";
  about.points = [](Rung rung) {
    std::vector<Params> points = points_of(TableForm::pairs, rung == Rung::fast ? 4 : 5);
    if (rung != Rung::fast) points.push_back({{"form", 1}, {"n", 6}});
    return points;
  };
  about.mutant_points = [](Rung) { return points_of(TableForm::pairs, 3); };
  const auto make = [](const Params& params, std::uint64_t) {
    return exact(params, all_tables(form_of(params), params.at("n")));
  };
  return derive::computes(std::move(about), make, mutants_of(TableForm::pairs));
}

Statement two_layers_are_exact() {
  Statement about = about_form("U2", "Two layers where keys and values are different tokens",
                               TableForm::neighbours, 5);
  about.sentence =
      "For every $n$, $f$, every order of the keys and every argument, two layers of one head each "
      "evaluate $f$ where $i$ and $f(i)$ are neighbouring tokens (width $3k+3$) or tokens anywhere "
      "with a common link (width $4k+2$): every value token reads the code of its key, then the "
      "last token looks that code up; value tokens score 1 more than key tokens.";
  about.fidelity.checked =
      "Every function in every order, of linked tokens every order of keys and of values, with "
      "every argument; the maximal key of the second layer is unique.";
  about.points = [](Rung rung) {
    const int most = rung == Rung::fast ? 3 : 4;
    std::vector<Params> points = points_of(TableForm::neighbours, most);
    points.push_back({{"form", 2}, {"n", most + 1}});
    return points;
  };
  about.mutant_points = [](Rung) { return points_of(TableForm::neighbours, 3); };
  const auto make = [](const Params& params, std::uint64_t) {
    return exact(params, all_tables(form_of(params), params.at("n")));
  };
  return derive::computes(std::move(about), make, mutants_of(TableForm::neighbours));
}

Statement sampled(const char* label, const char* title, TableForm first) {
  Statement about = about_form(label, title, first, 64);
  about.sentence =
      std::string("The same at larger $n$, as in ") + (is_of_two(first) ? "U2." : "U1.");
  about.fidelity.checked =
      "Random functions in random orders; every fourth has, at all other numbers, the value "
      "n - 1 - f(i), where i is asked for.";
  about.fidelity.gap = "A sample.";
  about.points = [first](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t n : {6, 7, 13, 16, 31, 32}) {
      if (n > (rung == Rung::fast ? 7 : 32)) break;
      for (const int next : {0, 1})
        points.push_back({{"form", static_cast<int>(first) + next}, {"n", n}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    return exact(params, random_tables(form_of(params), params.at("n"), 200, seed));
  };
  return derive::computes(std::move(about), make, {});
}

}  // namespace

check::Parameter form_parameter(TableForm first) {
  const int lo = static_cast<int>(first);
  return {.name = "form",
          .meaning = is_of_two(first) ? "2 neighbours, 3 links" : "0 pairs, 1 places",
          .lo = lo,
          .hi = lo + 1};
}

TableForm form_of(const Params& params) { return static_cast<TableForm>(params.at("form")); }

model::Transformer construction(TableForm form, std::int64_t n, const Choices& choices) {
  return is_of_two(form) ? two_layers(form, n, choices) : one_layer(form, n, choices);
}

Choices in_base(TableForm form, std::int64_t n, std::int64_t base) {
  return {.norm = model::Norm::softmax_base,
          .base = base,
          .priority = is_of_two(form) ? 2 * signs_of(n) + 1 : 1};
}

std::int64_t base_of(TableForm form, std::int64_t n) {
  return is_of_two(form) ? certified_base_of_two(n) : certified_base(signs_of(n));
}

std::vector<check::Promise> promises_of(TableForm form, std::int64_t n,
                                        const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t k = signs_of(n);
  std::vector<check::Promise> promises;
  promises.push_back(
      check::at_most("layers", is_of_two(form) ? "2" : "1", is_of_two(form) ? 2 : 1, used.layers));
  promises.push_back(check::at_most("heads", "1", 1, used.heads));
  if (!is_of_two(form)) {
    promises.push_back(check::at_most("width", "2k", 2 * k, used.width));
  } else if (form == TableForm::neighbours) {
    promises.push_back(check::at_most("width", "3k + 3", 3 * k + 3, used.width));
  } else {
    promises.push_back(check::at_most("width", "4k + 2", 4 * k + 2, used.width));
  }
  return promises;
}

Statement about_form(std::string label, std::string title, TableForm first, std::int64_t most) {
  Statement about{.claim = claim_id, .label = std::move(label), .title = std::move(title)};
  about.standing = check::Standing::strengthened;
  about.fidelity.published =
      is_of_two(first)
          ? "Two concise layers suffice where one does not."
          : "Concise one-layer transformers do function evaluation for some representations.";
  about.fidelity.gap = "The stated n. The published theorems were not read; constants are ours.";
  about.parameters = {form_parameter(first),
                      {.name = "n", .meaning = "numbers, 0 to n-1", .lo = 2, .hi = most}};
  return about;
}

derive::NamedMutant wrong(const char* name, const char* why, const Choices& choices,
                          std::string proof) {
  return {.name = name,
          .why = why,
          .proof = std::move(proof),
          .apply = [choices](Computes& c, const Params& params) {
            c.model = construction(form_of(params), params.at("n"), choices);
          }};
}

std::vector<Params> points_of(TableForm first, std::int64_t most) {
  std::vector<Params> points;
  for (std::int64_t n = 2; n <= most; ++n) {
    for (const int next : {0, 1}) {
      points.push_back({{"form", static_cast<int>(first) + next}, {"n", n}});
    }
  }
  return points;
}

std::vector<Statement> hardmax_statements() {
  return {one_layer_is_exact(), sampled("U1.large", "One layer at larger n", TableForm::pairs),
          two_layers_are_exact(),
          sampled("U2.large", "Two layers at larger n", TableForm::neighbours)};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One concise layer evaluates functions, sometimes",
                     .paper =
                         "Concise One-Layer Transformers Can Do Function Evaluation "
                         "(Sometimes) (Strobl, Angluin, Frank, 2025)",
                     .arxiv = "2503.22076",
                     .family = "lower bounds",
                     .bibtex =
                         "@article{strobl2025concise,\n"
                         "  title = {Concise One-Layer Transformers Can Do Function "
                         "Evaluation (Sometimes)},\n"
                         "  author = {Strobl, Lena and Angluin, Dana and Frank, Robert},\n"
                         "  journal = {arXiv:2503.22076},\n"
                         "  year = {2025}\n"
                         "}\n"};
  claim.statements = check::joined({hardmax_statements(), softmax_statements(), base_statements(),
                                    reduction_statements(), layer_statements()});
  std::stable_sort(claim.statements.begin(), claim.statements.end(),
                   [](const Statement& a, const Statement& b) {
                     const auto group = [](const Statement& s) {
                       return s.label[0] == 'L' ? std::string("V") : s.label.substr(0, 2);
                     };
                     return group(a) < group(b);
                   });
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a table, lines KEY,VALUE of whole numbers 0 to 65535, at most 256 keys, each once. "
      "Every key is asked for; --statement U1 (default) writes pairs, U2 keys and values as "
      "neighbouring tokens; --set base=B (2 to 64) puts softmax in base B in place of hardmax. "
      "Or --statement L FILE: a model file (attest.model/1) of one layer of softmax_base heads "
      "over tokens with the fields number and role, read at the last of 2n+1; --set n=N (2 to 6), "
      "else the file's; --set bits=T (default 0: exact sums). Result: bits of Bob's message, bits "
      "needed, and a counterexample or null: digit j of b and b_prime in base n, the first the "
      "most significant, is the value at place j, a the place of the key that is asked for.";
  return claim;
}

}  // namespace attest::function_evaluation
