// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which bases suffice: the weights of all addresses, functions whose other values are opposed, and
/// that the order of the tokens does not matter.
#include <bit>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::function_evaluation {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;

/// Addresses of k signs at each distance from address 0, counted one by one.
std::vector<std::int64_t> distances(std::int64_t k) {
  std::vector<std::int64_t> count(static_cast<std::size_t>(k) + 1, 0);
  for (std::uint64_t address = 0; address < std::uint64_t{1} << k; ++address) {
    ++count[static_cast<std::size_t>(std::popcount(address))];
  }
  return count;
}

/// Least base at which the address that is asked for outweighs all others together, the weight of
/// an address at distance j being B^-(step j).
std::int64_t outweighing_base(const std::vector<std::int64_t>& count, unsigned step) {
  const auto k = static_cast<unsigned>(count.size() - 1);
  for (std::int64_t base = 2;; ++base) {
    Integer others = 0;
    for (unsigned j = 1; j <= k; ++j) {
      others += Integer(count[j]) * pow(Integer(base), step * (k - j));
    }
    if (others < pow(Integer(base), step * k)) return base;
  }
}

Statement weights_of_addresses() {
  Statement about{
      .claim = claim_id, .label = "U1.base", .title = "The least base of all addresses"};
  about.sentence =
      "Where all $2^k$ addresses are keys, the one that is asked for outweighs the others together "
      "iff $(1 + B^{-2})^k < 2$: an address with $j$ other signs weighs $B^{-2j}$ as much.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The least base, with all addresses counted one by one.",
                    .gap = "The stated k."};
  about.parameters = {{.name = "most", .meaning = "signs, 1 to most", .lo = 1, .hi = 24}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 12 : 20}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 8}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [](const check::Case& signs, const std::string& twist) {
                        std::vector<std::int64_t> count = distances(signs(0, 0).num().to_int64());
                        if (twist == "neighbours_left_out") count[1] = 0;
                        const unsigned step = twist == "bits_not_signs" ? 1 : 2;
                        return std::vector<Rational>{outweighing_base(count, step)};
                      },
                  .right =
                      [](const check::Case& signs) {
                        return std::vector<Rational>{certified_base(signs(0, 0).num().to_int64())};
                      },
                  .cases = check::integer_box({1}, {params.at("most")}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "all addresses"};
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "bits_not_signs",
        .why = "codes of 0 and 1, whose products differ half as much",
        .proof = {}},
       {.name = "neighbours_left_out", .why = "no key differs in one sign alone", .proof = {}}});
}

/// Points of powers of two for each form.
std::vector<Params> powers(TableForm first, std::int64_t most) {
  std::vector<Params> points;
  for (std::int64_t n = 4; n <= most; n *= 2) {
    for (const int next : {0, 1}) {
      points.push_back({{"form", static_cast<int>(first) + next}, {"n", n}});
    }
  }
  return points;
}

Statement opposed(const char* label, const char* title, TableForm first, std::int64_t fast,
                  std::int64_t nightly) {
  Statement about = about_form(label, title, first, 256);
  about.sentence =
      "At the certified base the form answers, for $n = 2^k$ and every argument $i$, the function "
      "with $f(i) = i$ all of whose other values have the opposite code: there every other key "
      "votes against every sign.";
  about.fidelity.checked = "Every argument of these functions, exactly.";
  about.points = [first, fast, nightly](Rung rung) {
    return powers(first, rung == Rung::fast ? fast : nightly);
  };
  about.mutant_points = [first](Rung) {
    const int lo = static_cast<int>(first);
    return std::vector<Params>{{{"form", lo}, {"n", 16}}, {{"form", lo + 1}, {"n", 16}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const TableForm form = form_of(params);
    const std::int64_t n = params.at("n");
    Computes result{.model = construction(form, n, in_base(form, n, base_of(form, n))),
                    .task = task::function_evaluation(form),
                    .inputs = opposed_tables(form, n)};
    result.promises = promises_of(form, n, result.model);
    return result;
  };
  std::vector<derive::NamedMutant> mutants{{.name = "base_one_below",
                                            .why = "the certified base less 1",
                                            .proof = {},
                                            .apply = [](Computes& c, const Params& params) {
                                              const TableForm form = form_of(params);
                                              const std::int64_t n = params.at("n");
                                              c.model = construction(
                                                  form, n, in_base(form, n, base_of(form, n) - 1));
                                            }}};
  return derive::without_generic_mutants(
      derive::computes(std::move(about), make, std::move(mutants)));
}

/// Least base up to the certified one at which a table is answered; 0 if there is none.
std::int64_t least_answering_base(TableForm form, std::int64_t n, const Table& table) {
  const check::Case tokens = tokens_of(form, table);
  const std::vector<Rational> truth = task::function_evaluation(form).answer(tokens);
  for (std::int64_t base = 2; base <= base_of(form, n); ++base) {
    if (model::answer(construction(form, n, in_base(form, n, base)), tokens, {}) == truth)
      return base;
  }
  return 0;
}

Statement bases_are_necessary() {
  Statement about{.claim = claim_id, .label = "U1.least", .title = "No smaller base for n = 2^k"};
  about.sentence =
      "For $n = 2^k$ the least base at which the layer of U1 answers the opposed function of "
      "argument 0 is the least $B \\ge 2$ with $(1 + B^{-2})^k < 2$: the certificate is "
      "necessary.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The layer in base 2, 3, .. until it answers.",
                    .gap = "The stated k; n a power of two."};
  about.parameters = {{.name = "most", .meaning = "signs, 2 to most", .lo = 2, .hi = 9}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 6 : 8}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Agrees{
        .relation = derive::Relation::equal,
        .left =
            [](const check::Case& signs, const std::string& twist) {
              const std::int64_t n = std::int64_t{1} << signs(0, 0).num().to_int64();
              Table table = opposed_table(n, 0);
              if (twist == "half_of_the_keys_agree") {
                for (std::size_t i = 0; i < table.images.size(); i += 2) table.images[i] = 0;
              }
              return std::vector<Rational>{least_answering_base(TableForm::pairs, n, table)};
            },
        .right =
            [](const check::Case& signs) {
              return std::vector<Rational>{certified_base(signs(0, 0).num().to_int64())};
            },
        .cases = check::integer_box({2}, {params.at("most")}),
        .arithmetic = check::Arithmetic::rational,
        .evaluator = "literal"};
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "half_of_the_keys_agree",
                          .why = "every other key has the value of the argument",
                          .proof = {}}});
}

/// The averages themselves in place of their signs.
model::Transformer with_averages(model::Transformer model, int signs) {
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int c = 0; c < signs; ++c) {
    decode.output("value", c, decode.input("value[" + std::to_string(c) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

/// The average of value codes over the keys 0, .., n-1, in plain loops.
std::vector<Rational> averages(const check::Case& tokens, int signs, std::int64_t base) {
  const auto bit = [](const Rational& number, int c) { return number.num().to_int64() >> c & 1; };
  const int last = tokens.rows() - 1;
  std::vector<Rational> sums(static_cast<std::size_t>(signs));
  Rational total = 0;
  for (int i = 0; i < last; ++i) {
    Rational weight = 1;
    for (int c = 0; c < signs; ++c) {
      if (bit(tokens(i, 0), c) != bit(tokens(last, 0), c)) weight /= base * base;
    }
    total += weight;
    for (int c = 0; c < signs; ++c) {
      const bool is_set = bit(tokens(i, 1), signs - 1 - c) != 0;
      sums[static_cast<std::size_t>(c)] += is_set ? weight : -weight;
    }
  }
  for (Rational& sum : sums) sum /= total;
  return sums;
}

/// The same function with its pairs in the order of their keys.
check::Case in_order(const check::Case& tokens) {
  check::Case sorted = tokens;
  for (int i = 0; i + 1 < tokens.rows(); ++i) {
    const auto key = static_cast<int>(tokens(i, 0).num().to_int64());
    for (int c = 0; c < tokens.cols(); ++c) sorted(key, c) = tokens(i, c);
  }
  return sorted;
}

Statement order_is_nothing() {
  Statement about =
      about_form("U1.orders", "The order of the pairs changes no average", TableForm::pairs, 4);
  about.parameters.erase(about.parameters.begin());
  about.sentence =
      "What the layer of U1 under softmax in base $B$ writes is $\\sum_i B^{-2 d(i, i^*)} "
      "code(f(i)) / \\sum_i B^{-2 d(i, i^*)}$, $d$ the number of signs that differ, whatever the "
      "order of the pairs.";
  about.fidelity.checked = "Every coordinate, exactly, against the sum over sorted pairs.";
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 3 : 4); ++n) points.push_back({{"n", n}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const int k = signs_of(n);
    const std::int64_t base = certified_base(k);
    Agrees result{.relation = derive::Relation::equal};
    result.model =
        with_averages(one_layer(TableForm::pairs, n, in_base(TableForm::pairs, n, base)), k);
    result.right = [k, base](const check::Case& tokens) {
      return averages(in_order(tokens), k, base);
    };
    result.cases = all_tables(TableForm::pairs, n);
    result.evaluator = "literal";
    return result;
  };
  return derive::description_agrees(std::move(about), make);
}

}  // namespace

std::int64_t least_base(TableForm form, std::int64_t n) {
  return least_answering_base(form, n, opposed_table(n, 0));
}

std::vector<Statement> base_statements() {
  Statement votes = opposed("U1.opposed", "Opposed values are outvoted at the certified base",
                            TableForm::pairs, 32, 256);
  votes.figure = check::figure_at(votes, {{"n", 16}}, vote_figure);
  return {weights_of_addresses(), std::move(votes), bases_are_necessary(), order_is_nothing(),
          opposed("U2.opposed", "Opposed values are outvoted in the second layer",
                  TableForm::neighbours, 16, 64)};
}

}  // namespace attest::function_evaluation
