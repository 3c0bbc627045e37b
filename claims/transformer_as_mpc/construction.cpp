// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program: a broadcast along rows and columns of the pair machines, and a sum along rows.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "claims/transformer_as_mpc/claim.hpp"
#include "claims/transformer_as_mpc/local_work.hpp"
#include "reference/number/contract.hpp"

namespace attest::transformer_as_mpc {
namespace {

using machine::mpc::Do;
using machine::mpc::Round;
using machine::mpc::Work;

/// Where a pair machine holds what, in one layer.
struct PairWords {
  int keys = 0;    ///< queries stand at 0
  int values = 0;  ///< after the keys
  int sums = 0;    ///< weighted values, then weights
  int inbox = 0;   ///< sums of the children in the tree, one after the other
  int score = 0;
  int words = 0;      ///< of the machine
  int sum_words = 0;  ///< of one inbox
};

PairWords pair_words(const HeadWidths& widths, int children) {
  PairWords at{.keys = widths.keys, .values = 2 * widths.keys};
  at.sums = at.values + widths.values;
  at.sum_words = widths.values + widths.heads;
  at.inbox = at.sums + at.sum_words;
  at.score = at.inbox + children * at.sum_words;
  at.words = at.score + 1;
  return at;
}

/// Writes the program of one model, layer by layer.
class Simulation {
 public:
  Simulation(const model::Transformer& model, int n, int fan_out, const Choices& choices)
      : model_(model),
        n_(n),
        choices_(choices),
        at_(token_words(model)),
        children_(std::min(fan_out, n) - 1),
        pending_(static_cast<std::size_t>(n)) {
    std::int64_t cover = 1;
    for (; cover < n; cover *= fan_out) covers_.push_back(static_cast<int>(cover));
    row_limit_ = choices.drops_last_column && cover != n ? n - 1 : n;
    int words = 0;
    for (const model::Block& block : model.blocks) {
      words = std::max(words, pair_words(widths_of(block), children_).words);
    }
    program_.memory.assign(static_cast<std::size_t>(n), at_.words);
    program_.memory.resize(static_cast<std::size_t>(n + n * n), words);
  }

  machine::mpc::Program write() {
    const std::vector<int> embedded = places_in_stream(model_, model_.embed);
    for (int i = 0; i < n_; ++i) {
      for (int f = 0; f < std::ssize(model_.fields); ++f) {
        program_.inputs.push_back({.machine = i, .at = at_.fields + f});
      }
      append_circuit(code(i), model_.embed, at_.fields, at_.stream, embedded, at_.scratch, i, n_);
    }
    for (const auto& [block, times] : model_.schedule) {
      for (int t = 0; t < times; ++t) add_layer(model_.blocks.at(static_cast<std::size_t>(block)));
    }
    for (int i = 0; i < n_; ++i) {
      append_circuit(code(i), model_.decode.circuit, at_.stream, 0, {}, at_.scratch, i, n_);
      for (const model::Output& output : model_.decode.circuit.out) {
        program_.outputs.push_back({.machine = i, .at = at_.scratch + output.wire});
      }
    }
    program_.end = take_pending();
    machine::mpc::validate(program_);
    return std::move(program_);
  }

 private:
  Code& code(int token) { return pending_[static_cast<std::size_t>(token)]; }
  [[nodiscard]] int pair(int i, int j) const { return n_ + i * n_ + j; }

  /// The work of the token machines so far; machines with equal code stand together.
  std::vector<Work> take_pending() {
    std::vector<Work> work;
    for (int i = 0; i < n_; ++i) {
      if (work.empty() || work.back().code != code(i)) work.push_back({.code = code(i)});
      work.back().machines.push_back(i);
      code(i).clear();
    }
    return work;
  }

  void add_layer(const model::Block& block) {
    if (!block.heads.empty()) {
      const HeadWidths widths = widths_of(block);
      const PairWords at = pair_words(widths, children_);
      send_to_pairs(block, widths);
      broadcast(widths, at);
      sum_rows(block, widths, at);
      for (int i = 0; i < n_; ++i) append_averages(code(i), model_, block, at_, choices_);
    }
    for (int i = 0; i < n_; ++i) append_block(code(i), model_, block, at_, i, n_);
  }

  /// Queries go to the first column, keys and values to the first row.
  void send_to_pairs(const model::Block& block, const HeadWidths& widths) {
    for (int i = 0; i < n_; ++i) {
      int query = at_.queries;
      int value = at_.queries + 2 * widths.keys;
      for (const model::Head& head : block.heads) {
        ATTEST_REQUIRE(head.norm == model::Norm::softmax_base && head.mask < 0 &&
                           head.keys.size() == 1 && head.values.size() == 1,
                       "head " + head.name);
        const int width = key_width(head);
        append_linear(code(i), head.query, at_.stream, query, width);
        append_linear(code(i), head.keys[0], at_.stream, query + widths.keys, width);
        const int outputs = outputs_of(head.values[0]);
        append_linear(code(i), head.values[0], at_.stream, value, outputs);
        query += width;
        value += outputs;
      }
    }
    Round round{.work = take_pending()};
    for (int i = 0; i < n_; ++i) {
      const int to_row = choices_.swaps_trees ? pair(0, i) : pair(i, 0);
      const int to_column = choices_.swaps_trees ? pair(i, 0) : pair(0, i);
      round.transfers.push_back(
          {.from = i, .at = at_.queries, .to = to_row, .to_at = 0, .words = widths.keys});
      round.transfers.push_back({.from = i,
                                 .at = at_.queries + widths.keys,
                                 .to = to_column,
                                 .to_at = widths.keys,
                                 .words = widths.keys + widths.values});
    }
    program_.rounds.push_back(std::move(round));
  }

  /// After the round of `cover` the first b cover machines of each row and column have heard.
  void broadcast(const HeadWidths& widths, const PairWords& at) {
    const int along = widths.keys;
    const int down = widths.keys + widths.values;
    for (const int cover : covers_) {
      Round round;
      for (int holder = 0; holder < cover; ++holder) {
        for (int c = 1; c <= children_; ++c) {
          const int child = holder + c * cover;
          for (int line = 0; line < n_ && child < n_; ++line) {
            if (child < row_limit_) {
              round.transfers.push_back({.from = pair(line, holder),
                                         .at = choices_.swaps_trees ? at.keys : 0,
                                         .to = pair(line, child),
                                         .to_at = choices_.swaps_trees ? at.keys : 0,
                                         .words = choices_.swaps_trees ? down : along});
            }
            round.transfers.push_back({.from = pair(holder, line),
                                       .at = choices_.swaps_trees ? 0 : at.keys,
                                       .to = pair(child, line),
                                       .to_at = choices_.swaps_trees ? 0 : at.keys,
                                       .words = choices_.swaps_trees ? along : down});
          }
        }
      }
      program_.rounds.push_back(std::move(round));
    }
  }

  /// Weight and weighted values of a pair.
  [[nodiscard]] Code weigh(const model::Block& block, const HeadWidths& widths,
                           const PairWords& at) const {
    Code code;
    int query = 0;
    int value = 0;
    int weight = at.sums + widths.values;
    for (const model::Head& head : block.heads) {
      code.push_back({.what = Do::constant, .to = at.score});
      for (int r = 0; r < key_width(head); ++r, ++query) {
        code.push_back(
            {.what = Do::gain_product, .to = at.score, .x = query, .y = at.keys + query});
      }
      code.push_back({.what = Do::power,
                      .to = weight,
                      .x = at.score,
                      .constant = head.base + choices_.base_more});
      for (int r = 0; r < outputs_of(head.values[0]); ++r, ++value) {
        const int sum = at.sums + value;
        code.push_back({.what = Do::multiply, .to = sum, .x = weight, .y = at.values + value});
        if (choices_.divides_before_sum) {
          code.push_back({.what = Do::divide, .to = sum, .x = sum, .y = weight});
        }
      }
      if (choices_.divides_before_sum) {
        code.push_back({.what = Do::constant, .to = weight, .constant = 1});
      }
      ++weight;
    }
    return code;
  }

  /// The work after `count` children have sent their sums.
  [[nodiscard]] Code add_children(int count, const PairWords& at) const {
    Code code;
    for (int c = 0; c < count; ++c) {
      for (int r = 0; r < at.sum_words; ++r) {
        const int sum = at.sums + r;
        const int inbox = at.inbox + c * at.sum_words + r;
        if (c == 0 && !choices_.has_own_term) {
          code.push_back({.what = Do::scale, .to = sum, .x = inbox, .constant = 1});
        } else {
          code.push_back({.what = Do::add, .to = sum, .x = sum, .y = inbox});
        }
      }
    }
    return code;
  }

  /// The broadcast along the rows in reverse, and the sums to the token machines.
  void sum_rows(const model::Block& block, const HeadWidths& widths, const PairWords& at) {
    Work all{.code = weigh(block, widths, at)};
    for (int pair_number = 0; pair_number < n_ * n_; ++pair_number) {
      all.machines.push_back(n_ + pair_number);
    }
    std::vector<Work> work{std::move(all)};
    std::vector<int> covers = covers_;
    if (!choices_.sums_forwards) std::reverse(covers.begin(), covers.end());
    for (const int cover : covers) {
      Round round{.work = std::move(work)};
      std::map<int, std::vector<int>> parents;  // by the number of their children
      for (int line = 0; line < n_; ++line) {
        for (int holder = 0; holder < cover; ++holder) {
          int count = 0;
          for (int c = 1; c <= children_ && holder + c * cover < row_limit_; ++c, ++count) {
            round.transfers.push_back({.from = pair(line, holder + c * cover),
                                       .at = at.sums,
                                       .to = pair(line, holder),
                                       .to_at = at.inbox + count * at.sum_words,
                                       .words = at.sum_words});
          }
          if (count > 0) parents[count].push_back(pair(line, holder));
        }
      }
      program_.rounds.push_back(std::move(round));
      work.clear();
      for (auto& [count, machines] : parents) {
        work.push_back({.machines = std::move(machines), .code = add_children(count, at)});
      }
    }
    Round last{.work = std::move(work)};
    for (int i = 0; i < n_; ++i) {
      last.transfers.push_back(
          {.from = pair(i, 0), .at = at.sums, .to = i, .to_at = at_.sums, .words = at.sum_words});
    }
    program_.rounds.push_back(std::move(last));
  }

  const model::Transformer& model_;
  int n_;
  const Choices& choices_;
  TokenWords at_;
  int children_;  ///< most of a holder
  int row_limit_ = 0;
  std::vector<int> covers_;  ///< 1, b, b^2, .. below N
  std::vector<Code> pending_;
  machine::mpc::Program program_;
};

}  // namespace

machine::mpc::Program simulation(const model::Transformer& model, std::int64_t n,
                                 std::int64_t fan_out, const Choices& choices) {
  ATTEST_REQUIRE(n >= 1 && n <= 1024 && fan_out >= 2, std::to_string(n) + " tokens");
  ATTEST_REQUIRE(model.extra_tokens.empty() && model.decode.readout == model::Readout::exact &&
                     model.decode.at == model::ReadAt::every_input,
                 "extra tokens or another readout");
  return Simulation(model, static_cast<int>(n),
                    static_cast<int>(std::min<std::int64_t>(fan_out, n + 1)), choices)
      .write();
}

}  // namespace attest::transformer_as_mpc
