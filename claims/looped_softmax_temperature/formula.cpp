// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: what a read weighs, by the product formula.
#include <memory>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/loop.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/model/builder.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::Params;
using check::Rung;
using gadget::two_to;

/// One head: every token asks for the column whose code is its field `asked`.
model::Transformer one_read(int k, int kappa) {
  model::Transformer model{.name = "one read"};
  model.fields = {"address", "asked"};
  model::Stream stream;
  const model::Slice pos = stream.add("pos", k);
  const model::Slice pointer = stream.add("pointer", k);
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  const model::Wire one = embed.constant(1);
  for (const auto& [field, name] : {std::pair{"address", "pos"}, std::pair{"asked", "pointer"}}) {
    gadget::write_signs(embed, gadget::bits(embed, embed.input(field), k), one, name);
  }
  model.embed = embed.finish();
  model::Head head{.name = "read", .norm = model::Norm::softmax_base};
  head.base = power_of_two(static_cast<unsigned>(kappa));
  model::copy(head.query, pointer, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], pos, 0);
  head.values.push_back(head.keys[0]);
  model::write(head.out, 0, pointer);
  model.blocks.push_back({.name = "read", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("first", decode.input("pointer[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

/// The weight of the column asked for.
class Read {
 public:
  Read(int k, int kappa)
      : model_(one_read(k, kappa)), evaluator_(model_, model::Arithmetic::rational, 0) {}

  /// \param present bit j: whether the j-th of the other addresses has a column
  [[nodiscard]] Rational weight(std::int64_t asked, std::int64_t addresses,
                                std::int64_t present) const {
    std::vector<std::int64_t> columns{asked};
    for (std::int64_t address = 0; address < addresses; ++address) {
      if (address == asked) continue;
      if (present % 2 == 1) columns.push_back(address);
      present /= 2;
    }
    Matrix tokens(static_cast<int>(columns.size()), 2);
    for (int i = 0; i < tokens.rows(); ++i) {
      tokens(i, 0) = columns[static_cast<std::size_t>(i)];
      tokens(i, 1) = asked;
    }
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::as_declared);
    return std::get<Rational>(trace.layers.at(0).heads.at(0).pattern.at(0));
  }

 private:
  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

/// (1 + 4^-kappa)^k
Rational all_addresses(int k, int kappa) {
  const Rational each = 1 + two_to(-2 * kappa);
  Rational result = 1;
  for (int i = 0; i < k; ++i) result *= each;
  return result;
}

check::Statement about_read(const char* label, const char* title, const char* sentence) {
  check::Statement result{.claim = claim_id, .label = label};
  result.title = title;
  result.sentence = sentence;
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "At lambda >= log(n^3/eps) attention is within eps of a permutation.",
      .checked = "Exact weights of attention.",
      .gap = "The stated k and kappa; lambda = kappa ln 2."};
  result.parameters = {{.name = "k", .meaning = "bits of an address", .lo = 2, .hi = 8},
                       {.name = "kappa", .meaning = "lambda / ln 2", .lo = 1, .hi = 64}};
  return result;
}

std::vector<Params> read_points(int most_bits, int most_kappa) {
  std::vector<Params> points;
  for (int k = 2; k <= most_bits; ++k) {
    for (int kappa = 1; kappa <= most_kappa; ++kappa) {
      points.push_back({{"k", k}, {"kappa", kappa}});
    }
  }
  return points;
}

constexpr const char* hotter_why = "the temperature doubled";

/// Reads at kappa, and twisted at kappa / 2 (1 + kappa where that is 1).
struct Reads {
  std::shared_ptr<const Read> built;
  std::shared_ptr<const Read> hotter;

  Reads(int k, int kappa)
      : built(std::make_shared<const Read>(k, kappa)),
        hotter(std::make_shared<const Read>(k, kappa == 1 ? 2 : kappa / 2)) {}
};

check::Statement all_present() {
  check::Statement statement = about_read(
      "S1", "A read among all addresses",
      "If every address of $k$ bits has a column, a read puts the weight $(1+e^{-2\\lambda})^{-k}$ "
      "on the column that it asks for, since $\\sum_i B^{\\langle p, p_i\\rangle} = (B+1/B)^k$.");
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? read_points(4, 3) : read_points(6, 8);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"k", 3}, {"kappa", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int k = static_cast<int>(params.at("k"));
    const int kappa = static_cast<int>(params.at("kappa"));
    const Reads reads(k, kappa);
    const std::int64_t addresses = std::int64_t{1} << k;
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [reads, addresses](const check::Case& asked, const std::string& twist) {
      const Read& read = twist.empty() ? *reads.built : *reads.hotter;
      return std::vector<Rational>{read.weight(asked(0, 0).num().to_int64(), addresses,
                                               (std::int64_t{1} << (addresses - 1)) - 1)};
    };
    result.right = [k, kappa](const check::Case&) {
      return std::vector<Rational>{Rational(1) / all_addresses(k, kappa)};
    };
    result.cases = check::integer_box({0}, {addresses - 1});
    result.evaluator = "literal weights of attention";
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "hotter", .why = hotter_why, .proof = {}}});
}

check::Statement some_present() {
  check::Statement statement =
      about_read("S1.part", "A read among some addresses",
                 "Whichever other addresses of $k$ bits have columns, a read puts at least "
                 "$(1+e^{-2\\lambda})^{-k}$ on the column that it asks for.");
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? read_points(2, 3) : read_points(3, 4);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"k", 2}, {"kappa", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int k = static_cast<int>(params.at("k"));
    const int kappa = static_cast<int>(params.at("kappa"));
    const Reads reads(k, kappa);
    const std::int64_t addresses = std::int64_t{1} << k;
    derive::Agrees result{.relation = derive::Relation::at_least};
    result.left = [reads, addresses](const check::Case& asked, const std::string& twist) {
      const Read& read = twist.empty() ? *reads.built : *reads.hotter;
      return std::vector<Rational>{
          read.weight(asked(0, 0).num().to_int64(), addresses, asked(0, 1).num().to_int64())};
    };
    result.right = [k, kappa](const check::Case&) {
      return std::vector<Rational>{Rational(1) / all_addresses(k, kappa)};
    };
    result.cases =
        check::integer_box({0, 0}, {addresses - 1, (std::int64_t{1} << (addresses - 1)) - 1});
    result.cases.description = "every address asked for, every set of other columns";
    result.evaluator = "literal weights of attention";
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "hotter", .why = hotter_why, .proof = {}}});
}

/// The layer of the published block that fetches, alone.
class Fetch {
 public:
  Fetch(const Size& size, int kappa)
      : model_(first_layer(softmax_block(Blocks::ten_layers, size, kappa))),
        evaluator_(model_, model::Arithmetic::rational, 0) {}

  /// The weights that column 0 gives itself and the command at pc.
  [[nodiscard]] std::vector<Rational> weights(const check::Case& tokens) const {
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::as_declared);
    const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
    const std::size_t pc = static_cast<std::size_t>(tokens(0, 4).num().to_int64());
    return {std::get<Rational>(head.pattern.at(0)), std::get<Rational>(head.pattern.at(pc))};
  }

 private:
  static model::Transformer first_layer(model::Transformer model) {
    model.blocks.resize(1);
    model.schedule.resize(1);
    model.blocks[0].mlp.clear();
    return model;
  }

  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

check::Statement tie() {
  check::Statement statement =
      about_read("S1.tie", "A read of two columns that tie",
                 "In the published layout column 0 and the column that it asks for each weigh at "
                 "least $(1-\\delta)/2$ with $\\delta = R/(2+R)$, $R = (1+e^{-2\\lambda})^k-1$.");
  statement.fidelity.checked = "The layer that fetches, from every (a, b, c, pc).";
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? read_points(2, 3) : read_points(3, 6);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"k", 2}, {"kappa", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int k = static_cast<int>(params.at("k"));
    const int kappa = static_cast<int>(params.at("kappa"));
    const Size size{.columns = 1 << k, .memory = k == 2 ? 1 : 3, .word_bits = 2};
    const auto built = std::make_shared<const Fetch>(size, kappa);
    const auto hotter = std::make_shared<const Fetch>(size, kappa == 1 ? 2 : kappa / 2);
    derive::Agrees result{.relation = derive::Relation::at_least};
    result.left = [built, hotter](const check::Case& tokens, const std::string& twist) {
      return (twist.empty() ? built : hotter)->weights(tokens);
    };
    result.right = [k, kappa](const check::Case&) {
      const Rational least = Rational(1) / (1 + all_addresses(k, kappa));
      return std::vector<Rational>{least, least};
    };
    result.cases = derive::looped::all_pointers(Blocks::ten_layers, size);
    result.evaluator = "literal weights of attention";
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "hotter", .why = hotter_why, .proof = {}}});
}

}  // namespace

std::vector<check::Statement> reads() {
  std::vector<check::Statement> result;
  result.push_back(all_present());
  result.push_back(some_present());
  result.push_back(tie());
  return result;
}

}  // namespace attest::looped_softmax_temperature
