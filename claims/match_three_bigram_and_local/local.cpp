// SPDX-License-Identifier: Apache-2.0
/// \file
/// The local form, one layer whose heads read the blocks around a token.
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// Blocks of w = 2K+1 positions; `width` is w.
struct Blocks {
  std::int64_t modulus;
  int reach;
  int width;
  LocalChoices choices;

  /// What a token that is there holds above its residue, S = 2M-1: with an empty slot, which holds
  /// 0, x + v + v' - 2S <= 2(M-1) - S < 0, no multiple of M that is looked for.
  [[nodiscard]] std::int64_t presence() const {
    return 2 * modulus - 1 - (choices.empty_slot_too_near ? 1 : 0);
  }
  /// Largest thing a slot holds, S + M-1: relu(v - gate) is 0.
  [[nodiscard]] std::int64_t gate() const {
    return 3 * modulus - 2 - (choices.gate_too_weak ? 1 : 0);
  }
  [[nodiscard]] int blanks() const { return choices.has_blanks ? 2 : 0; }
};

/// Registers of the local form.
struct LocalLayout {
  explicit LocalLayout(int near_slots) : reach(near_slots) {}

  int reach;
  model::Stream stream;
  Slice x = stream.add("x");
  Slice one = stream.add("one");      // of every token but the blanks
  Slice block = stream.add("block");  // b = floor(position / w), and b^2
  Slice block2 = stream.add("block2");
  Slice slot = stream.add("slot");                   // s = position mod w
  Slice slots = stream.add("slots", 2 * reach + 1);  // size of the block times (x + S), in slot s
  Slice before = stream.add("before", reach);        // slots K+1, .., 2K of block b - 1
  Slice near = stream.add("near", 2 * reach + 1);    // slots of block b, then of those within K
  Slice after = stream.add("after", reach);          // slots 0, .., K-1 of block b + 1
  Slice found = stream.add("found");                 // pairs that cancel
  Slice match = stream.add("match");
};

model::Circuit local_embedding(const std::vector<std::string>& fields, const Blocks& blocks) {
  CircuitBuilder embed(fields);
  const Wire x = embed.input("x");
  const Wire position = embed.position();
  const Wire block = embed.floor(position * Rational(1, blocks.width));
  const Wire slot = embed.mod(position, Rational(blocks.width));
  embed.output("x", x);
  embed.output("one", embed.constant(1));
  embed.output("block", block);
  embed.output("block2", block * block);
  embed.output("slot", slot);
  // Tokens of the block: w, or fewer of the last one.
  Wire size = embed.constant(blocks.width);
  if (blocks.choices.knows_short_block) {
    const Wire length = embed.length() - Rational(blocks.blanks());
    size = embed.min(size, length - block * Rational(blocks.width));
  }
  const Wire value = size * (x + Rational(blocks.presence()));
  const Wire place = embed.mod(position, Rational(blocks.width - blocks.choices.slots_fewer));
  for (int k = 0; k < blocks.width; ++k) {
    embed.output("slots", k, value * embed.equal(place, embed.constant(k)));
  }
  return embed.finish();
}

/// Blanks in block -1 and behind the last one, whose slots are empty.
std::vector<model::ExtraToken> blank_blocks(const Blocks& blocks) {
  CircuitBuilder first({});
  first.output("block", first.constant(-1));
  first.output("block2", first.constant(1));
  CircuitBuilder last({});
  const Wire words = last.length() - Rational(blocks.blanks());
  const Wire block = last.floor((words - 1) * Rational(1, blocks.width)) + 1;
  last.output("block", block);
  last.output("block2", block * block);
  return {{.name = "blank before", .embed = first.finish(), .is_first = false},
          {.name = "blank after", .embed = last.finish(), .is_first = false}};
}

/// Score 2(b+h)b' - b'^2 = (b+h)^2 - (b+h-b')^2 of block b': all of block b+h ties. The mean of
/// size * v over the tokens of a block, each alone in its slot, is v in that slot.
model::Head block_head(const LocalLayout& at, const char* name, int offset, Slice from, Slice to) {
  model::Head head{.name = name, .norm = model::Norm::average_hardmax};
  model::copy(head.query, at.block, 0, 2);
  if (offset != 0) model::copy(head.query, at.one, 0, 2 * offset);
  model::copy(head.query, at.one, 1, -1);
  head.keys.emplace_back();
  model::copy(head.keys[0], at.block, 0);
  model::copy(head.keys[0], at.block2, 1);
  head.values.emplace_back();
  model::copy(head.values[0], from, 0);
  model::write(head.out, 0, to);
  return head;
}

/// Slot k of the block before is within K iff c = k-s-K-1 >= 0, so never for k <= K; of the block
/// after iff c = s-k-K-1 >= 0, never for k >= K; else the reader's own is. relu(v + gate c) is
/// v + gate c, or 0 for c < 0: the difference of two such units puts the near block's v in place of
/// the own one's.
std::vector<model::Relu> near_units(const LocalLayout& at, const Blocks& blocks) {
  const Rational gate = blocks.gate();
  const int reach = blocks.reach;
  std::vector<model::Relu> units;
  for (int k = 0; k < blocks.width; ++k) {
    if (k == reach) continue;
    const bool is_before = k > reach;
    const int sign = is_before ? 1 : -1;
    const std::string name = (is_before ? "before" : "after") + std::to_string(k);
    const int from = is_before ? at.before[k - reach - 1] : at.after[k];
    const gadget::Scaled place{at.slot[0], gate * Rational(-sign)};
    const Rational bias = gate * Rational(sign * k - reach - 1);
    units.push_back(gadget::unit(name, {{from, 1}, place}, {{at.near[k], 1}}, bias));
    units.push_back(
        gadget::unit(name + " not own", {{at.near[k], 1}, place}, {{at.near[k], -1}}, bias));
  }
  return units;
}

/// y = x + v_k + v_l - 2S of two slots is the sum of three residues: it is at most 3M-3, and the
/// hats relu(y-t+1) - 2 relu(y-t) + relu(y-t-1) = [y = t] at t = 0, M, 2M find its multiples of M.
std::vector<model::Relu> pair_units(const LocalLayout& at, const Blocks& blocks) {
  std::vector<model::Relu> units;
  for (int k = 0; k < blocks.width; ++k) {
    for (int l = k; l < blocks.width; ++l) {
      std::vector<gadget::Scaled> sum{{at.x[0], 1}, {at.near[k], k == l ? 2 : 1}};
      if (k != l) sum.emplace_back(at.near[l], 1);
      const std::string name = "slots " + std::to_string(k) + " " + std::to_string(l);
      for (int t = 0; t <= 2; ++t) {
        for (int side = -1; side <= 1; ++side) {
          units.push_back(gadget::unit(name, sum, {{at.found[0], side == 0 ? -2 : 1}},
                                       -2 * blocks.presence() - t * blocks.modulus - side));
        }
      }
    }
  }
  return units;
}

}  // namespace

model::Transformer local_form(std::int64_t modulus, std::int64_t reach,
                              const LocalChoices& choices) {
  ATTEST_REQUIRE(modulus >= 1 && reach >= 1 && reach <= 1000,
                 "modulus " + std::to_string(modulus) + ", reach " + std::to_string(reach));
  const Blocks blocks{.modulus = modulus,
                      .reach = static_cast<int>(reach),
                      .width = 2 * static_cast<int>(reach) + 1,
                      .choices = choices};
  const LocalLayout at(blocks.reach);
  model::Transformer model{.name = "match_three_local", .fields = {"x"}};
  model.registers = at.stream.registers();
  model.embed = local_embedding(model.fields, blocks);
  if (choices.has_blanks) model.extra_tokens = blank_blocks(blocks);
  model::Block layer{.name = "blocks", .mlp = near_units(at, blocks)};
  const Slice last_slots{.first = at.slots[blocks.reach + 1], .size = blocks.reach};
  const Slice first_slots{.first = at.slots[0], .size = blocks.reach};
  layer.heads = {block_head(at, "before", -1, last_slots, at.before),
                 block_head(at, "own", 0, at.slots, at.near)};
  if (choices.has_block_after) {
    layer.heads.push_back(block_head(at, "after", 1, first_slots, at.after));
  }
  std::vector<model::Relu> any;  // [found >= 1]
  gadget::add_step(any, "found", {{at.found[0], 1}}, 1, {{at.match[0], 1}});
  model.blocks = {std::move(layer),
                  {.name = "pairs", .heads = {}, .mlp = pair_units(at, blocks), .token_maps = {}},
                  {.name = "any", .heads = {}, .mlp = std::move(any), .token_maps = {}}};
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  // Whole already; a mean of rounded weights is not.
  decode.output("match", decode.round(decode.input("match[0]")));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::match_three_bigram_and_local
