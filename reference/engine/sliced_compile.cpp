// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layer by layer: the finite set of rows of every position, each with the plane of the words that
/// have it there.
#include "reference/engine/sliced_compile.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "reference/engine/hard_heads.hpp"
#include "reference/engine/program.hpp"
#include "reference/engine/sliced_head.hpp"
#include "reference/engine/sparse.hpp"
#include "reference/model/evaluate_circuit.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Thrown inside this file where a model is refused.
struct Refusal {
  std::string why;
};

/// Why the model has no gate list; empty if it may have one.
std::string unfit_for_slices(const model::Transformer& model) {
  if (model.decode.readout == model::Readout::whole_state) return "the whole state is read";
  if (model::is_transcendental(model.decode.circuit)) return "the decoder is transcendental";
  return unfit_head(model);
}

class Compiler {
 public:
  Compiler(const model::Transformer& model, int inputs, const std::vector<Letter>& letters,
           model::Tie any)
      : model_(model),
        inputs_(inputs),
        letters_(letters),
        any_(any),
        first_input_(static_cast<int>(std::ranges::count_if(
            model.extra_tokens, [](const auto& token) { return token.is_first; }))),
        n_(inputs + static_cast<int>(model.extra_tokens.size())),
        d_(width(model)),
        gates_(static_cast<std::uint32_t>(inputs) * static_cast<std::uint32_t>(letters.size())),
        visible_(visible_keys(model, n_)),
        live_(live_coordinates(model)) {}

  SlicedModel compile() {
    embed();
    for (std::size_t layer = 0; layer + 1 < live_.size(); ++layer) step(layer);
    return read();
  }

 private:
  [[nodiscard]] Plane letter_plane(int token, std::size_t letter) const {
    return gates_.input(static_cast<std::uint32_t>(token) *
                            static_cast<std::uint32_t>(letters_.size()) +
                        static_cast<std::uint32_t>(letter));
  }

  /// Adds a row to a set.
  void add(Rows& rows, StreamRow row, Plane plane) {
    const auto [found, is_new] = rows.emplace(std::move(row), plane);
    if (!is_new) found->second = gates_.either(found->second, plane);
    if (rows.size() > most_rows) throw Refusal{"a token has more than 256 rows"};
    if (gates_.size() > most_terms) throw Refusal{"more than 2^20 terms of gates"};
  }

  /// Where the model is defined one of the rows is there: the only one always, one of two where the
  /// other is not.
  void complete(Rows& rows) {
    if (rows.size() == 1) rows.begin()->second = GateBuilder::constant(true);
    if (rows.size() == 2) {
      rows.begin()->second = gates_.negation(std::next(rows.begin())->second);
    }
  }

  void embed() {
    rows_.resize(static_cast<std::size_t>(n_));
    if (letters_.size() == 2) {
      for (int token = 0; token < inputs_; ++token) {
        const auto first = static_cast<std::uint32_t>(2 * token);
        gates_.are_opposite(first, first + 1);
      }
    }
    for (std::size_t letter = 0; letter < letters_.size(); ++letter) {
      Matrix tokens(inputs_, static_cast<int>(model_.fields.size()));
      for (int i = 0; i < inputs_; ++i) std::ranges::copy(letters_[letter], tokens.row(i).begin());
      const Matrix state = embedded(tokens);
      for (int position = 0; position < n_; ++position) {
        const int token = position - first_input_;
        const bool is_input = token >= 0 && token < inputs_;
        if (!is_input && letter > 0) continue;
        const auto row = state.row(position);
        add(rows_[static_cast<std::size_t>(position)],
            restricted({row.begin(), row.end()}, live_.front().entry),
            is_input ? letter_plane(token, letter) : GateBuilder::constant(true));
      }
    }
    for (Rows& rows : rows_) {
      complete(rows);
      greatest_ = std::max(greatest_, rows.size());
    }
  }

  [[nodiscard]] Matrix embedded(const Matrix& tokens) const {
    try {
      return model::embed(model_, tokens);
    } catch (const model::Undefined& error) {
      throw Refusal{std::string("a letter has no embedding: ") + error.what()};
    }
  }

  /// Positions that a layer has to compute: of the last one, those that are read.
  [[nodiscard]] std::pair<int, int> positions(std::size_t layer) const {
    if (layer + 2 < live_.size()) return {0, n_};
    switch (model_.decode.at) {
      case model::ReadAt::every_input:
        return {first_input_, first_input_ + inputs_};
      case model::ReadAt::first_input:
        return {first_input_, first_input_ + 1};
      case model::ReadAt::last_input:
        return {first_input_ + inputs_ - 1, first_input_ + inputs_};
      case model::ReadAt::first_extra:
        break;
    }
    if (model_.extra_tokens.empty()) throw Refusal{"there is no extra token to read"};
    const int at = model_.extra_tokens.front().is_first ? 0 : first_input_ + inputs_;
    return {at, at + 1};
  }

  /// One head of a layer, with the keys of every position.
  struct HeadKeys {
    const model::Head* head;
    int d_k;
    std::vector<KeyClasses> classes;
  };

  HeadKeys keys_of(const model::Head& head) {
    HeadKeys result{.head = &head, .d_k = sizes_of(head).key, .classes = {}};
    for (const Rows& rows : rows_) result.classes.push_back(key_classes(gates_, head, rows, d_));
    return result;
  }

  /// A query of one position: rows that no head tells apart and that leave the same in the stream.
  using Queries = std::map<std::pair<StreamRow, std::vector<StreamRow>>, Plane>;

  Queries queries_of(std::size_t position, const std::vector<HeadKeys>& heads,
                     const std::set<int>& kept) {
    Queries queries;
    for (const auto& [row, plane] : rows_[position]) {
      std::vector<StreamRow> vectors;
      for (const HeadKeys& head : heads)
        vectors.push_back(applied(head.head->query, row, head.d_k));
      const auto [found, is_new] =
          queries.emplace(std::pair(restricted(row, kept), std::move(vectors)), plane);
      if (!is_new) found->second = gates_.either(found->second, plane);
    }
    if (queries.size() == 1) queries.begin()->second = GateBuilder::constant(true);
    return queries;
  }

  /// The rows that the heads make of one query; planes count where the query is there. `where`
  /// is its own plane.
  Rows attended(std::size_t position, const std::vector<HeadKeys>& heads,
                const Queries::key_type& query, Plane where, const std::set<int>& kept) {
    Rows partial{{query.first, GateBuilder::constant(true)}};
    for (std::size_t h = 0; h < heads.size(); ++h) {
      const HeadPlanes read = attention(position, heads[h], query.second[h]);
      undefined_ = gates_.either(undefined_, gates_.both(where, read.undefined));
      Rows next;
      for (const auto& [row, before] : partial) {
        for (const auto& [gain, there] : read.gains) {
          add(next, restricted(sum(row, gain), kept), gates_.both(before, there));
        }
      }
      complete(next);
      partial = std::move(next);
    }
    return partial;
  }

  /// The rows of one position after a layer. What the units make equal is one row before it meets
  /// the query's plane: the rows between heads and units are many more, and none is kept.
  Rows after_layer(std::size_t position, const std::vector<HeadKeys>& heads, const RowStep& units,
                   const std::set<int>& kept, const std::set<int>& live) {
    Rows result;
    for (const auto& [query, where] : queries_of(position, heads, kept)) {
      Rows made;
      for (const auto& [row, there] : attended(position, heads, query, where, kept)) {
        std::optional<StreamRow> next = units.of(row, static_cast<int>(position));
        if (next) {
          add(made, restricted(std::move(*next), live), there);
        } else {
          undefined_ = gates_.either(undefined_, gates_.both(where, there));
        }
      }
      complete(made);
      for (const auto& [row, there] : made) add(result, row, gates_.both(where, there));
    }
    complete(result);
    greatest_ = std::max(greatest_, result.size());
    return result;
  }

  HeadPlanes attention(std::size_t position, const HeadKeys& head, const StreamRow& query) {
    const auto mask =
        head.head->mask < 0 ? visible_.size() - 1 : static_cast<std::size_t>(head.head->mask);
    std::vector<const KeyClasses*> seen;
    for (const std::uint32_t key : visible_[mask][position]) seen.push_back(&head.classes[key]);
    auto made = hard_attention(gates_, rule_of(head.head->norm, any_), query, seen,
                               static_cast<std::size_t>(d_));
    if (const auto* why = std::get_if<std::string>(&made)) throw Refusal{*why};
    return std::get<HeadPlanes>(std::move(made));
  }

  void step(std::size_t layer) {
    const LiveCoordinates& live = live_[layer];
    const model::Block& block = model_.blocks[static_cast<std::size_t>(live.block)];
    std::vector<HeadKeys> heads;
    for (const model::Head& head : block.heads) heads.push_back(keys_of(head));
    const RowStep units(model_, live.block, n_);
    const auto [first, last] = positions(layer);
    std::vector<Rows> after(static_cast<std::size_t>(n_));
    for (int position = first; position < last; ++position) {
      const auto at = static_cast<std::size_t>(position);
      after[at] = after_layer(at, heads, units, live.kept, live_[layer + 1].entry);
    }
    rows_ = std::move(after);
  }

  SlicedModel read() {
    SlicedModel result{.rows = greatest_};
    std::vector<Plane> outputs;
    const auto [first, last] = positions(live_.size() - 2);
    for (int position = first; position < last; ++position) {
      std::map<std::vector<Rational>, Plane> answers;
      for (const auto& [row, plane] : rows_[static_cast<std::size_t>(position)]) {
        auto answer = answer_of(model_.decode, row, position, n_);
        if (!answer) {
          undefined_ = gates_.either(undefined_, plane);
          continue;
        }
        const auto [found, is_new] = answers.emplace(std::move(*answer), plane);
        if (!is_new) found->second = gates_.either(found->second, plane);
      }
      Reading reading{.position = position, .first_bit = outputs.size()};
      for (const auto& [answer, plane] : answers) reading.answers.push_back(answer);
      if (reading.answers.size() > 1)
        reading.bits = static_cast<std::size_t>(std::bit_width(reading.answers.size() - 1));
      for (std::size_t bit = 0; bit < reading.bits; ++bit) {
        Plane plane = GateBuilder::constant(false);
        std::size_t number = 0;
        for (const auto& [answer, where] : answers) {
          if (((number++ >> bit) & 1U) != 0) plane = gates_.either(plane, where);
        }
        outputs.push_back(plane);
      }
      result.readings.push_back(std::move(reading));
    }
    result.undefined = outputs.size();
    outputs.push_back(undefined_);
    result.program = gates_.finish(outputs);
    return result;
  }

  const model::Transformer& model_;
  int inputs_;
  const std::vector<Letter>& letters_;
  model::Tie any_;
  int first_input_;
  int n_;
  int d_;
  GateBuilder gates_;
  Visible visible_;
  std::vector<LiveCoordinates> live_;
  std::vector<Rows> rows_ = {};  // by position
  Plane undefined_ = GateBuilder::constant(false);
  std::size_t greatest_ = 0;
};

}  // namespace

std::variant<SlicedModel, std::string> slice(const model::Transformer& model, int inputs,
                                             const std::vector<Letter>& letters, model::Tie any) {
  ATTEST_REQUIRE(inputs >= 1 && !letters.empty(),
                 "words of " + std::to_string(inputs) + " letters");
  std::string why = unfit_for_slices(model);
  if (!why.empty()) return why;
  try {
    return Compiler(model, inputs, letters, any).compile();
  } catch (const Refusal& refusal) {
    return refusal.why;
  } catch (const model::Undefined& error) {  // a mask
    return std::string("undefined: ") + error.what();
  } catch (const model::Undecided& error) {
    return std::string("undecided: ") + error.what();
  }
}

}  // namespace attest::engine
