// SPDX-License-Identifier: Apache-2.0
/// \file
/// Destinations in keys, superposed messages in values, and the circuit that tells them apart.
#include <utility>

#include "claims/mpc_round_per_layer/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using machine::mpc::Code;
using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// Destination (0: none) and payload of a message under construction.
using Sent = std::pair<Wire, Wire>;

/// A message as it arrives: whether, and with which payload (0 where it does not).
struct Arrival {
  Wire is_here;
  Wire payload;
};

/// Writes the registers and circuits that every model of the claim shares.
class Router {
 public:
  explicit Router(const Shape& shape)
      : shape_(shape),
        choices_(shape.choices),
        code_(machine::mpc::best_code(shape.machines, shape.messages)) {
    code_.points -= choices_.points_less;
    const int degree = static_cast<int>(2 * shape.messages);
    const int cells = static_cast<int>(code_.cells());
    pow_ = stream_.add("pow", degree + 1);
    key_ = stream_.add("key", degree + 1);
    mark_ = stream_.add("mark");
    cells_ = stream_.add("cells", 3 * cells);
    mean_mark_ = stream_.add("mean_mark");
    means_ = stream_.add("means", 3 * cells);
  }

  model::Stream& stream() { return stream_; }

  /// 1, i, .., i^2s for the query at position i.
  void write_powers(CircuitBuilder& circuit, Wire position) const {
    Wire power = circuit.constant(1);
    for (int t = 0; t < pow_.size; ++t) {
      circuit.output("pow", t, power);
      if (t + 1 < pow_.size) power = power * position;
    }
  }

  /// The key -prod (t - d)^2 over the destinations d, by its coefficients: at t = i it is 0 where i
  /// is one of them, and at most -1 where not. The value: for each message id and point e, (1, id
  /// (N+1) + d, payload) in the cell (e, P_id(e)). `scale` 0 empties both.
  void write_outbox(CircuitBuilder& circuit, Wire position, const std::vector<Sent>& messages,
                    Wire scale) const {
    std::vector<Wire> key{-1 * scale};
    for (const auto& [to, payload] : messages) key = times_factor(circuit, key, to);
    for (int t = 0; t < key_.size; ++t) {
      const bool is_kept = t < static_cast<int>(key.size()) && (t > 0 || choices_.has_constant);
      circuit.output("key", t, is_kept ? key[static_cast<std::size_t>(t)] : circuit.constant(0));
    }
    // The sentinel's number is 0; its cells are empty whatever is looked up.
    const Wire number = circuit.max(position - 1, circuit.constant(0));
    std::vector<Wire> ids;
    std::vector<Wire> tags;
    std::vector<Wire> sent;
    for (std::size_t slot = 0; slot < messages.size(); ++slot) {
      const Wire to = messages[slot].first;
      ids.push_back(number * shape_.messages + static_cast<std::int64_t>(slot));
      tags.push_back(ids.back() * (shape_.machines + 1) + to);
      sent.push_back(circuit.less(circuit.constant(0), to) * scale);
    }
    for (std::int64_t e = 0; e < code_.points; ++e) {
      for (std::int64_t c = 0; c < code_.prime; ++c) {
        Wire count = circuit.constant(0);
        Wire tag = count;
        Wire load = count;
        for (std::size_t slot = 0; slot < messages.size(); ++slot) {
          const Wire hit = circuit.table(ids[slot], marks(e, c)) * sent[slot];
          count = count + hit;
          tag = tag + hit * tags[slot];
          load = load + hit * messages[slot].second;
        }
        const int cell = cell_of(e, c);
        circuit.output("cells", 3 * cell, count);
        circuit.output("cells", 3 * cell + 1, tag);
        circuit.output("cells", 3 * cell + 2, load);
      }
    }
  }

  /// What arrives at the token, message by message: a cell that counts one message and names the
  /// token's own position as its destination.
  [[nodiscard]] std::vector<Arrival> read_inbox(CircuitBuilder& circuit) const {
    const Wire one = circuit.constant(1);
    const Wire position = circuit.position();
    // The mean of the mark over c senders and the sentinel is 1/(c + 1). Everybody reads the
    // sentinel; a mutant in which somebody does not takes means for sums there.
    Wire mean = circuit.input("mean_mark[0]");
    if (!choices_.all_read_sentinel()) mean = mean + circuit.equal(mean, circuit.constant(0));
    const Wire number = choices_.is_rescaled ? one / mean : one;
    std::vector<Wire> clean;
    std::vector<Wire> tags;
    std::vector<Wire> loads;
    for (int cell = 0; cell < static_cast<int>(code_.cells()); ++cell) {
      const auto sum = [&](int part) {
        return circuit.input("means[" + std::to_string(3 * cell + part) + "]") * number;
      };
      const Wire count = sum(0);
      clean.push_back(choices_.needs_count_one ? circuit.equal(count, one)
                                               : 1 - circuit.less(count, one));
      tags.push_back(sum(1));
      loads.push_back(sum(2));
    }
    std::vector<Arrival> arrivals;
    for (std::int64_t id = 0; id < shape_.machines * shape_.messages; ++id) {
      Wire is_here = circuit.constant(0);
      Wire payload = is_here;
      const Wire tag = position + id * (shape_.machines + 1);
      for (std::int64_t e = 0; e < code_.points; ++e) {
        const auto cell = static_cast<std::size_t>(cell_of(e, code_.mark(id, e)));
        const Wire is_seen = clean[cell] * circuit.equal(tags[cell], tag);
        is_here = circuit.max(is_here, is_seen);
        payload = circuit.max(payload, is_seen * loads[cell]);
      }
      arrivals.push_back({.is_here = is_here, .payload = payload});
    }
    return arrivals;
  }

  /// The layer without its token map.
  [[nodiscard]] model::Block block(std::string name) const {
    model::Head head{
        .name = "deliver", .norm = model::Norm::average_hardmax, .keys = {{}}, .values = {{}}};
    model::copy(head.query, pow_, 0);
    model::copy(head.keys[0], key_, 0);
    model::copy(head.values[0], mark_, 0);
    model::copy(head.values[0], cells_, 1);
    model::write(head.out, 0, mean_mark_);
    model::write(head.out, 1, means_);
    return {.name = std::move(name), .heads = {std::move(head)}};
  }

  /// Embedding of the sentinel: key 0, mark 1, cells 0, the query t = 0, which no machine's score
  /// reaches.
  [[nodiscard]] std::vector<model::ExtraToken> extra_tokens() const {
    CircuitBuilder circuit({});
    circuit.output("pow", circuit.constant(1));
    if (choices_.has_sentinel) circuit.output("mark", circuit.constant(1));
    // Without its mark and with a score below all others the sentinel is read by nobody.
    if (!choices_.has_sentinel) circuit.output("key", circuit.constant(-1));
    return {{.name = "sentinel", .embed = circuit.finish(), .is_first = true}};
  }

  /// Sets the means to 0 again, so that the next layer's stand alone.
  void clear_means(CircuitBuilder& circuit) const {
    const Wire zero = circuit.constant(0);
    circuit.output("mean_mark", zero);
    for (int at = 0; at < means_.size; ++at) circuit.output("means", at, zero);
  }

 private:
  [[nodiscard]] int cell_of(std::int64_t e, std::int64_t c) const {
    return static_cast<int>(e * code_.prime + c);
  }

  /// By message id: whether it marks c in point e.
  [[nodiscard]] std::vector<model::Weight> marks(std::int64_t e, std::int64_t c) const {
    std::vector<model::Weight> entries;
    for (std::int64_t id = 0; id < shape_.machines * shape_.messages; ++id) {
      entries.push_back({.value = code_.mark(id, e) == c ? 1 : 0});
    }
    return entries;
  }

  /// The polynomial times (t - to)^2, or itself where to is 0. Mutants leave the square out.
  [[nodiscard]] std::vector<Wire> times_factor(CircuitBuilder& circuit,
                                               const std::vector<Wire>& polynomial, Wire to) const {
    std::vector<Wire> result = polynomial;
    for (int time = 0; time < (choices_.is_squared ? 2 : 1); ++time) {
      const Wire zero = circuit.constant(0);
      std::vector<Wire> next;
      for (std::size_t t = 0; t <= result.size(); ++t) {
        const Wire shifted = t == 0 ? zero : result[t - 1];
        const Wire kept = t == result.size() ? zero : result[t];
        next.push_back(circuit.select(to, shifted - kept * to, kept));
      }
      result = std::move(next);
    }
    return result;
  }

  const Shape& shape_;
  const Choices& choices_;
  Code code_;
  model::Stream stream_;
  Slice pow_, key_, mark_, cells_, mean_mark_, means_;
};

}  // namespace

model::Transformer router(const Shape& shape) {
  Router parts(shape);
  model::Transformer model;
  model.name = claim_id;
  for (std::int64_t slot = 0; slot < shape.messages; ++slot) {
    model.fields.push_back("to" + std::to_string(slot));
    model.fields.push_back("payload" + std::to_string(slot));
  }
  model.registers = parts.stream().registers();
  CircuitBuilder embed(model.fields);
  std::vector<Sent> messages;
  for (std::size_t slot = 0; slot < model.fields.size(); slot += 2) {
    messages.emplace_back(embed.input(model.fields[slot]), embed.input(model.fields[slot + 1]));
  }
  const Wire position = embed.position();
  parts.write_powers(embed, position);
  parts.write_outbox(embed, position, messages, embed.constant(1));
  model.embed = embed.finish();
  model.extra_tokens = parts.extra_tokens();
  model.blocks = {parts.block("round")};
  model.schedule = {{0, 1}};

  CircuitBuilder decode(model::coordinate_names(model.registers));
  std::int64_t id = 0;
  for (const auto& [is_here, payload] : parts.read_inbox(decode)) {
    decode.output("received" + std::to_string(id++), is_here * (payload + 1));
  }
  model.decode.circuit = decode.finish();
  return model;
}

model::Transformer cycle_minima(std::int64_t machines, std::int64_t rounds,
                                const Choices& choices) {
  const Shape shape{.machines = machines, .messages = 2, .choices = choices};
  const std::int64_t base = machines + 1;
  Router parts(shape);
  parts.stream().add("succ");
  parts.stream().add("pred");
  parts.stream().add("least");
  model::Transformer model;
  model.name = claim_id;
  model.fields = {"succ", "pred"};
  model.registers = parts.stream().registers();
  // (0, succ, least) to pred and (1, pred, 0) to succ, as type (N+1)^2 + a (N+1) + b.
  const auto outbox = [&](Wire succ, Wire pred, Wire least) {
    return std::vector<Sent>{{pred, succ * base + least}, {succ, pred * base + base * base}};
  };
  CircuitBuilder embed(model.fields);
  const Wire succ = embed.input("succ");
  const Wire pred = embed.input("pred");
  const Wire own = embed.position();
  embed.output("succ", succ);
  embed.output("pred", pred);
  embed.output("least", own);
  parts.write_powers(embed, own);
  parts.write_outbox(embed, own, outbox(succ, pred, own), embed.constant(1));
  model.embed = embed.finish();
  model.extra_tokens = parts.extra_tokens();

  CircuitBuilder map(model::coordinate_names(model.registers));
  Wire forward = map.constant(0);   // what arrives of type 0: from the successor
  Wire backward = map.constant(0);  // and of type 1: from the predecessor
  for (const auto& [is_here, payload] : parts.read_inbox(map)) {
    const Wire is_back = map.less(map.constant(base * base - 1), payload);
    forward = forward + (1 - is_back) * payload;
    backward = backward + is_back * (payload - base * base);
  }
  const Wire is_machine = map.less(map.constant(0), map.position());
  const Wire seen = map.mod(forward, base);
  const Wire next = map.floor(forward * Rational(1, Integer(base)));
  const Wire previous = map.floor(backward * Rational(1, Integer(base)));
  const Wire least = map.min(map.input("least[0]"), seen);
  map.output("succ", next * is_machine);
  map.output("pred", previous * is_machine);
  map.output("least", least * is_machine);
  parts.write_outbox(map, map.position(),
                     outbox(next * is_machine, previous * is_machine, least * is_machine),
                     is_machine);
  parts.clear_means(map);
  model::Block block = parts.block("round");
  block.token_maps = {map.finish()};
  model.blocks = {std::move(block)};
  model.schedule = {{0, static_cast<int>(rounds)}};

  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("least", decode.input("least[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

std::int64_t rounds_of(std::int64_t machines) { return ceil_log2(machines); }

}  // namespace attest::mpc_round_per_layer
