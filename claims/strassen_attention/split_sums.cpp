// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.sums: what an ordinary head adds up.
#include <string>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Agrees;

/// An ordinary head read at a token of its own: scores and values are tables of letter 0, .., 2 and
/// place.
std::int64_t score_of(std::int64_t letter, std::int64_t place) { return letter * (place + 1) % 4; }
std::int64_t value_of(std::int64_t letter, std::int64_t place) { return 3 * letter - 2 * place; }

model::Transformer ordinary_head(int n) {
  model::Transformer model{.name = "strassen_attention ordinary head", .fields = {"x"}};
  model::Stream stream;
  const model::Slice one = stream.add("one");
  const model::Slice score = stream.add("score");
  const model::Slice value = stream.add("value");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  std::vector<model::Weight> scores;
  std::vector<model::Weight> values;
  for (std::int64_t place = 0; place < n; ++place) {
    for (std::int64_t letter = 0; letter < 3; ++letter) {
      scores.push_back({.value = score_of(letter, place)});
      values.push_back({.value = value_of(letter, place)});
    }
  }
  model::CircuitBuilder embed(model.fields);
  const model::Wire at = embed.position() * 3 + embed.input("x");
  embed.output("score", embed.table(at, scores));
  embed.output("value", embed.table(at, values));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::CircuitBuilder cls({});
  cls.output("one", cls.constant(1));  // score 0, value 0
  model.extra_tokens.push_back({.name = "cls", .embed = cls.finish(), .is_first = false});
  model::Head head{.name = "head", .norm = model::Norm::softmax_base, .base = 2};
  head.keys.resize(1);
  head.values.resize(1);
  model::copy(head.query, one, 0);
  model::copy(head.keys[0], score, 0);
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, out);
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("out", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

/// Sums of weight times value, and of weight, over places first, .., last - 1.
struct Part {
  Rational above = 0;
  Rational below = 0;
};
Part part_of(const check::Case& word, int first, int last) {
  Part part;
  for (int place = first; place < last; ++place) {
    const std::int64_t letter = word(place, 0).num().to_int64();
    const Rational weight(power_of_two(static_cast<unsigned>(score_of(letter, place))));
    part.above += weight * value_of(letter, place);
    part.below += weight;
  }
  return part;
}

}  // namespace

Statement split_sums() {
  Statement about{
      .claim = claim_id, .label = "S3.sums", .title = "An ordinary head adds two halves"};
  about.sentence =
      "For every split of the positions into $A$ and $B$ the output of an ordinary head at a token "
      "of its own is $(\\alpha + \\beta)/(\\lambda + \\mu)$, $\\alpha$ and $\\lambda$ functions of "
      "the tokens on $A$ alone, $\\beta$ and $\\mu$ of those on $B$.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published =
          "A column of M_f^A is a rational function of few parameters of the row, so the "
          "split-VC dimension bounds the size from below by a power.",
      .checked = "The decomposition, exactly, for tables of scores and values and every cut point.",
      .gap =
          "The stated n. The VC bound of rational functions with few parameters is not rebuilt."};
  about.parameters = {{.name = "n", .meaning = "tokens", .lo = 1, .hi = 6}};
  about.points = [](Rung rung) { return std::vector<Params>{{{"n", rung == Rung::fast ? 3 : 5}}}; };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    Agrees result{.relation = derive::Relation::equal};
    // One entry a cut point; the right side has the model's output as often.
    result.left = [n](const check::Case& word, const std::string& twist) {
      std::vector<Rational> ratios;
      for (int cut = 0; cut <= n; ++cut) {
        const Part a = part_of(word, 0, cut);
        const Part b = part_of(word, cut, n);
        const Rational beta = twist == "beta_of_one_token_less" && cut < n
                                  ? part_of(word, cut + 1, n).above
                                  : b.above;
        const Rational cls = twist == "cls_dropped" ? 0 : 1;
        const Rational below = a.below + b.below + cls;
        ratios.push_back((a.above + beta) / below);
      }
      return ratios;
    };
    result.right = [n, model = ordinary_head(n)](const check::Case& word) {
      return std::vector<Rational>(static_cast<std::size_t>(n + 1),
                                   model::answer(model, word, {}).at(0));
    };
    result.cases = check::words(n, 3);
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "beta_of_one_token_less", .why = "a token of B left out of beta", .proof = {}},
       {.name = "cls_dropped", .why = "the token's own weight left out", .proof = {}}});
}

}  // namespace attest::strassen_attention
