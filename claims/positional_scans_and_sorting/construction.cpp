// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scans: layer l reads 2^l back and joins what it read with what it has.
#include <utility>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "reference/gadget/read_back.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using gadget::add_linear;
using gadget::unit;
using model::CircuitBuilder;
using model::Slice;
using model::Transformer;
using model::Wire;
using task::Scan;

bool is_run(Scan scan) { return scan == Scan::max_subarray || scan == Scan::max_subarray_or_empty; }

bool is_idempotent(Scan scan) { return scan == Scan::minimum || scan == Scan::maximum; }

/// Writes the model of one scan.
class ScanWriter {
 public:
  ScanWriter(Scan scan, std::int64_t n, Rational largest, const ScanChoices& choices)
      : scan_(scan), n_(n), largest_(std::move(largest)), choices_(choices) {
    declare();
    embed();
    if (is_idempotent(scan_) ? choices_.added_node.has_value() : choices_.has_node) node();
    const std::int64_t layers = ceil_log2(n_) - choices_.layers_dropped;
    for (std::int64_t l = 0; l < layers; ++l) add_layer(l);
    CircuitBuilder decode(model::coordinate_names(model_.registers));
    decode.output("scan", decode.input(is_run(scan_) ? "best[0]" : "state[0]"));
    model_.decode.circuit = decode.finish();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  void declare() {
    model::Stream stream;
    line_ = gadget::add_line(stream);
    if (is_run(scan_)) {
      for (const char* name : {"sum", "prefix", "suffix", "best"})
        state_.push_back(stream.add(name));
      for (const char* name : {"read_sum", "read_prefix", "read_suffix", "read_best"}) {
        read_.push_back(stream.add(name));
      }
      across_ = stream.add("across");
    } else {
      state_ = {stream.add("state")};
      read_ = {stream.add("read")};
    }
    model_.registers = stream.registers();
    model_.name = claim_id;
    model_.fields = {"x"};
  }

  void embed() {
    CircuitBuilder circuit(model_.fields);
    const Wire x = circuit.input("x");
    gadget::embed_line(circuit, circuit.position());
    if (is_run(scan_)) {
      const Wire start = scan_ == Scan::max_subarray ? x : circuit.relu(x);
      circuit.output("sum", x);
      for (const char* name : {"prefix", "suffix", "best"}) circuit.output(name, start);
    } else {
      circuit.output("state", x);
    }
    model_.embed = circuit.finish();
  }

  /// Node 0 holds the identity: 0 for sums, and what no prefix and no run falls below. A suffix 0
  /// loses against the suffix of any number joined to it, whose largest is at least its sum.
  void node() {
    CircuitBuilder circuit({});
    gadget::embed_line(circuit, circuit.position());
    if (scan_ == Scan::max_subarray) {
      const Wire infinity = circuit.constant({.value = -largest_ - choices_.infinity_offset,
                                              .slack = model::Slack::at_most,
                                              .why = "-INF <= -|x|: below every prefix and run"});
      circuit.output("prefix", infinity);
      circuit.output("best", infinity);
    }
    if (choices_.added_node && !is_run(scan_))
      circuit.output("state", circuit.constant(*choices_.added_node));
    model_.extra_tokens = {{.name = "identity", .embed = circuit.finish(), .is_first = true}};
  }

  void add_layer(std::int64_t l) {
    const std::int64_t distance = choices_.is_shift_doubled ? std::int64_t{1} << l : 1;
    model::Block block{.name = "layer" + std::to_string(l + 1)};
    block.heads = {gadget::read_back("back", line_, distance, state_, read_)};
    if (is_run(scan_)) {
      join_runs(block.mlp);
    } else {
      join(block.mlp, state_[0][0], read_[0][0]);
    }
    add_block(std::move(block));
    if (!is_run(scan_)) return;
    // The largest of three numbers takes two layers of units.
    model::Block above{.name = "layer" + std::to_string(l + 1) + "_across"};
    const int across = across_[0];
    const int best = state_[3][0];
    above.mlp.push_back(unit("run across", {{across, 1}, {best, -1}}, {{best, 1}}));
    add_linear(above.mlp, "across", across, {{across, -1}});
    add_block(std::move(above));
  }

  void add_block(model::Block block) {
    for (model::Relu& each : block.mlp) each.bias.value += choices_.bias;
    model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), 1);
    model_.blocks.push_back(std::move(block));
  }

  /// min(a, b) = b - relu(b - a), max(a, b) = b + relu(a - b); what was read is cleared.
  void join(std::vector<model::Relu>& mlp, int own, int read) const {
    if (scan_ == Scan::sum) {
      add_linear(mlp, "read", read, {{own, 1}, {read, -1}});
      return;
    }
    const int sign = scan_ == Scan::minimum ? -1 : 1;
    mlp.push_back(unit("other", {{read, sign}, {own, -sign}}, {{own, sign}}));
    add_linear(mlp, "read", read, {{read, -1}});
  }

  /// What was read is the left part: prefix = max(left prefix, left sum + prefix), suffix =
  /// max(suffix, sum + left suffix), best = max(left best, best, left suffix + prefix).
  void join_runs(std::vector<model::Relu>& mlp) const {
    const int sum = state_[0][0];
    const int best = state_[3][0];
    const int left_sum = read_[0][0];
    const int left_best = read_[3][0];
    // The right part first is the same with prefixes and suffixes exchanged.
    const std::size_t first = choices_.is_swapped ? 2 : 1;
    const int prefix = state_[first][0];
    const int suffix = state_[3 - first][0];
    const int left_prefix = read_[first][0];
    const int left_suffix = read_[3 - first][0];
    const int across = across_[0];
    add_linear(mlp, "left sum", left_sum, {{sum, 1}, {prefix, 1}, {left_sum, -1}});
    mlp.push_back(
        unit("left prefix", {{left_prefix, 1}, {left_sum, -1}, {prefix, -1}}, {{prefix, 1}}));
    mlp.push_back(unit("longer suffix", {{sum, 1}, {left_suffix, 1}, {suffix, -1}}, {{suffix, 1}}));
    mlp.push_back(unit("left best", {{left_best, 1}, {best, -1}}, {{best, 1}}));
    add_linear(mlp, "left suffix", left_suffix, {{across, 1}, {left_suffix, -1}});
    add_linear(mlp, "prefix", prefix, {{across, 1}});
    add_linear(mlp, "old left prefix", left_prefix, {{left_prefix, -1}});
    add_linear(mlp, "old left best", left_best, {{left_best, -1}});
  }

  Scan scan_;
  std::int64_t n_;
  Rational largest_;
  const ScanChoices& choices_;
  Transformer model_;
  gadget::Line line_;
  std::vector<Slice> state_;  // sum, prefix, suffix, best; or the one number
  std::vector<Slice> read_;   // the same of the left part
  Slice across_;              // left suffix + prefix
};

}  // namespace

Transformer scan_model(Scan scan, std::int64_t n, const Rational& largest,
                       const ScanChoices& choices) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return ScanWriter(scan, n, largest, choices).take();
}

}  // namespace attest::positional_scans_and_sorting
