// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: a softmax head at small scores is a product of matrices, up to a certified error.
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;

constexpr std::uint64_t pair_stream = 3;
constexpr int pair_bits = 256;  // first precision of balls
constexpr int most_pair_bits = 2048;
constexpr int usual_level = 24;
constexpr int low_level = 2;

/// A and B out of tokens: column j in row j.
struct MatrixPair {
  Matrix a;
  Matrix b;
};
MatrixPair pair_out_of(const Case& tokens) {
  const int side = tokens.rows();
  MatrixPair result{.a = Matrix(side, side), .b = Matrix(side, side)};
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) {
      result.a(i, j) = tokens(j, i);
      result.b(i, j) = tokens(j, side + i);
    }
  }
  return result;
}

/// A^T B and its largest entry.
struct Target {
  Matrix product;
  Rational most;
};
Target target_of(const Case& tokens) {
  const MatrixPair pair = pair_out_of(tokens);
  const int side = tokens.rows();
  Target result{.product = Matrix(side, side), .most = 0};
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      for (int k = 0; k < side; ++k) result.product(i, j) += pair.a(k, i) * pair.b(k, j);
      result.most = std::max(result.most, result.product(i, j).abs());
    }
  }
  return result;
}

/// First pairs whose entries are all -1 or 1: of one sign, of signs that alternate, and drawn; then
/// drawn eighths. No pair whose product is zero.
check::CaseSpace pairs(int side, std::int64_t count) {
  return {.description = "pairs of matrices: entries 1 and -1 made and drawn, then drawn eighths",
          .coverage = check::Coverage::given,
          .size = count,
          .full_size = count,
          .at = [=](std::int64_t index) -> std::optional<Case> {
            Random random(0, pair_stream, static_cast<std::uint64_t>(index));
            Case tokens(side, 2 * side);
            for (int j = 0; j < side; ++j) {
              for (int i = 0; i < 2 * side; ++i) {
                const bool is_adversarial = 2 * index < count;
                Rational entry = is_adversarial ? Rational(2 * random.below(2) - 1)
                                                : Rational(random.below(17) - 8) / Rational(8);
                if (index == 0) entry = 1;
                if (index == 1) entry = i < side ? 1 : -1;
                if (index == 2) entry = (i + j) % 2 == 0 ? 1 : -1;
                tokens(j, i) = entry;
              }
            }
            if (target_of(tokens).most.is_zero()) return std::nullopt;
            return tokens;
          }};
}

Params product_point(std::int64_t side, std::int64_t inverse_log2, std::int64_t cases) {
  return {{"side", side}, {"inverse_log2", inverse_log2}, {"level", usual_level}, {"cases", cases}};
}

ProductShape shape_of(const Params& params, bool is_odd) {
  return {.side = static_cast<int>(params.at("side")),
          .inverse_log2 = static_cast<int>(params.at("inverse_log2")),
          .level = static_cast<int>(params.at("level")),
          .is_odd = is_odd};
}

std::vector<derive::Twist> twists_of(bool is_odd) {
  std::vector<derive::Twist> twists = {
      {.name = "level_too_low", .why = "L = 2: the dummy does not dominate", .proof = {}}};
  if (is_odd) {
    twists.push_back(
        {.name = "both_positive", .why = "both heads at +eta: one head twice", .proof = {}});
    twists.push_back({.name = "full_weight", .why = "each head counts in full", .proof = {}});
  } else {
    // Of two heads the constants cancel, whatever the dummy's value.
    twists.push_back({.name = "dummy_positive", .why = "the dummy's value is +1/eta", .proof = {}});
  }
  return twists;
}

/// The block as a twist has it.
model::Transformer twisted_block(ProductShape shape, const std::string& twist) {
  ProductChoices choices;
  if (twist == "dummy_positive") choices.dummy_sign = 1;
  if (twist == "level_too_low") shape.level = low_level;
  if (twist == "both_positive") choices.second_sign = 1;
  if (twist == "full_weight") choices.share = 1;
  return product_block(shape, choices);
}

/// The block's distance from the product, entry by entry, and the bound.
derive::Agrees near_product(const ProductShape& shape, std::int64_t cases) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = [=](const Case& tokens, const std::string& twist, int precision) {
    const Target target = target_of(tokens);
    std::vector<Ball> off =
        enclosed_register(twisted_block(shape, twist), tokens, "out", shape.side, precision);
    for (std::size_t at = 0; at < off.size(); ++at) {
      const int j = static_cast<int>(at) / shape.side;
      const int i = static_cast<int>(at) % shape.side;
      off[at] -= Ball::exact(target.product(i, j), precision);
      off[at] = max(off[at], -off[at]);
    }
    return off;
  };
  result.enclosed_right = [=](const Case& tokens, int precision) {
    const std::size_t entries =
        static_cast<std::size_t>(shape.side) * static_cast<std::size_t>(shape.side);
    return std::vector<Ball>(entries, product_error(shape, target_of(tokens).most, precision));
  };
  result.cases = pairs(shape.side, cases);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = pair_bits;
  result.most_bits = most_pair_bits;
  result.evaluator = "literal, in balls";
  return result;
}

check::Statement product_bound(bool is_odd) {
  check::Statement statement = check::about(claim_id, is_odd ? "S4.two_heads" : "S4",
                                            is_odd ? "A product of matrices by two softmax heads"
                                                   : "A product of matrices by one softmax head");
  statement.sentence =
      std::string(
          "With keys $a_i$, queries $\\eta b_j$, values $e_i e^L/\\eta$ and a dummy of "
          "score $L$ and value $-1/\\eta$ in every row, ") +
      (is_odd ? "two heads at $\\eta$ and $-\\eta$ with half weight give $A^T B$ up to "
                "$e^{\\eta S} (\\eta^2 S^3/6 + \\theta S)$"
              : "one head gives $A^T B$ up to $e^{\\eta S} (\\eta S^2/2 + \\theta S)$") +
      " in every entry, where $S = \\max |a_i^T b_j|$ and $\\theta = d e^{\\eta S - L}$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "Two layers with one head compute A^T B + eps M with bounded M.",
      .checked =
          "The model in balls against the exact product, on matrices of extreme and of drawn "
          "entries.",
      .gap =
          "Stated sizes, scales and matrices. S is that of the pair; outside the range that eta "
          "and L are chosen for the bound grows like e^(eta S)."};
  statement.parameters = {{.name = "side", .meaning = "d", .lo = 1, .hi = 8},
                          {.name = "inverse_log2", .meaning = "-log2 eta", .lo = 1, .hi = 40},
                          {.name = "level", .meaning = "L", .lo = 1, .hi = 200},
                          {.name = "cases", .meaning = "pairs", .lo = 1, .hi = 1000}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{product_point(2, 4, 8), product_point(3, 8, 8)};
    if (rung == Rung::fast) return points;
    for (const int inverse : {2, 4, 6, 8, 10, 12}) points.push_back(product_point(4, inverse, 40));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{product_point(2, 4, 8)}; };
  const auto make = [is_odd](const Params& params, std::uint64_t) {
    return near_product(shape_of(params, is_odd), params.at("cases"));
  };
  return derive::agrees(std::move(statement), make, twists_of(is_odd));
}

}  // namespace

ProductStream declare_product(model::Stream& stream, int side, const model::Slice& one) {
  ProductStream result{.gain = {}, .dummy = {}, .one = one};
  result.gain = stream.add("gain", side);
  result.dummy = stream.add("dummy");
  return result;
}

void embed_product(model::CircuitBuilder& embed, model::Transformer& model,
                   const ProductShape& shape, const ProductChoices& choices) {
  const Rational inverse = gadget::two_to(shape.inverse_log2);
  const model::Wire level = embed.exp(embed.constant(shape.level)) * inverse;
  for (int i = 0; i < shape.side; ++i) {
    const model::Wire is_lane = embed.equal(embed.position(), embed.constant(i));
    embed.output("gain", i, is_lane * level);
  }
  model::CircuitBuilder dummy({});
  for (int i = 0; i < shape.side; ++i) {
    dummy.output("gain", i, dummy.constant(inverse * choices.dummy_sign));
  }
  dummy.output("dummy", dummy.constant(1));
  dummy.output("one", dummy.constant(1));
  model.extra_tokens = {{.name = "dummy", .embed = dummy.finish(), .is_first = false}};
}

void append_product(model::Block& block, const ProductShape& shape, const ProductStream& stream,
                    const ProductHead& head, const ProductChoices& choices) {
  const Rational eta = gadget::two_to(-shape.inverse_log2);
  for (int h = 0; h < (shape.is_odd ? 2 : 1); ++h) {
    const int sign = h == 0 ? 1 : choices.second_sign;
    const Rational share = shape.is_odd ? choices.share : Rational(1);
    model::Head built{.name = head.name + (h == 0 ? ".plus" : ".minus"),
                      .norm = model::Norm::softmax_e};
    model::copy(built.query, head.queries, 0, eta * sign);
    model::copy(built.query, stream.one, shape.side, shape.level);
    model::Linear& key = built.keys.emplace_back();
    model::copy(key, head.keys, 0);
    model::copy(key, stream.dummy, shape.side);
    model::copy(built.values.emplace_back(), stream.gain, 0);
    model::write(built.out, 0, head.out, head.scale * share * sign);
    block.heads.push_back(std::move(built));
  }
}

model::Transformer product_block(const ProductShape& shape, const ProductChoices& choices) {
  model::Transformer model{.name = "product of matrices"};
  model::Stream stream;
  const model::Slice a = stream.add("a", shape.side);
  const model::Slice b = stream.add("b", shape.side);
  const model::Slice out = stream.add("out", shape.side);
  const ProductStream common = declare_product(stream, shape.side, stream.add("one"));
  model.registers = stream.registers();
  for (const char* name : {"a", "b"}) {
    for (int i = 0; i < shape.side; ++i) model.fields.push_back(name + std::to_string(i));
  }
  model::CircuitBuilder embed(model.fields);
  for (int i = 0; i < shape.side; ++i) {
    embed.output("a", i, embed.input("a" + std::to_string(i)));
    embed.output("b", i, embed.input("b" + std::to_string(i)));
  }
  embed.output("one", embed.constant(1));
  embed_product(embed, model, shape, choices);
  model.embed = embed.finish();
  model::Block block{.name = "product", .heads = {}, .mlp = {}};
  append_product(block, shape, common, {.name = "product", .keys = a, .queries = b, .out = out},
                 choices);
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int i = 0; i < shape.side; ++i) {
    decode.output("out", i, decode.input("out[" + std::to_string(i) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

Ball product_error(const ProductShape& shape, const Rational& most, int precision) {
  const Ball s = Ball::exact(most, precision);
  const Ball eta = Ball::exact(gadget::two_to(-shape.inverse_log2), precision);
  const Ball growth = exp(eta * s);
  const Ball theta = Ball::exact(std::max(shape.side, shape.columns), precision) * growth /
                     exp(Ball::exact(shape.level, precision));
  const Ball series = shape.is_odd ? eta * eta * s * s * s / Ball::exact(6, precision)
                                   : eta * s * s / Ball::exact(2, precision);
  return growth * (series + theta * s);
}

std::vector<check::Statement> product_statements() {
  return {product_bound(false), product_bound(true), call_statement()};
}

}  // namespace attest::fleq_function_blocks
