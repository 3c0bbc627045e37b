// SPDX-License-Identifier: Apache-2.0
/// \file
/// The local form, one layer whose heads read the blocks around a token.
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
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

  [[nodiscard]] std::vector<int> offsets() const {
    return choices.has_block_after ? std::vector<int>{-1, 0, 1} : std::vector<int>{-1, 0};
  }
};

std::string register_of(int offset) {
  return offset < 0 ? "before" : offset == 0 ? "own" : "after";
}

model::Circuit local_embedding(const std::vector<std::string>& fields, const Blocks& blocks) {
  CircuitBuilder embed(fields);
  const Wire x = embed.input("x");
  const Wire position = embed.position();
  const Wire block = embed.floor(position * Rational(1, blocks.width));
  embed.output("x", x);
  embed.output("one", embed.constant(1));
  embed.output("block", block);
  embed.output("block2", block * block);
  const Wire slot = embed.mod(position, Rational(blocks.width - blocks.choices.slots_fewer));
  for (int k = 0; k < blocks.width; ++k) {
    embed.output("slots", k, x * embed.equal(slot, embed.constant(k)));
  }
  return embed.finish();
}

/// The tokens around the reader, one a slot: of the 3w tokens of three blocks each slot holds
/// exactly one at a distance of at most K.
class Search {
 public:
  Search(const Blocks& blocks, const std::vector<std::string>& coordinates)
      : blocks_(blocks),
        decode_(coordinates),
        position_(decode_.position()),
        length_(decode_.length()),
        block_(decode_.floor(position_ * Rational(1, blocks.width))),
        slot_(decode_.mod(position_, Rational(blocks.width))) {
    for (const int offset : blocks.offsets()) sizes_.push_back(size_of(offset));
  }

  model::Circuit circuit() {
    const Wire x = decode_.input("x[0]");
    for (int k = 0; k < blocks_.width; ++k) add_slot(k);
    Wire found = decode_.constant(0);
    for (std::size_t k = 0; k < values_.size(); ++k) {
      for (std::size_t l = k; l < values_.size(); ++l) {
        const Wire rest = decode_.mod(x + values_[k] + values_[l], Rational(blocks_.modulus));
        found = found + exists_[k] * exists_[l] * decode_.less(rest, decode_.constant(1));
      }
    }
    decode_.output("match", decode_.less(decode_.constant(0), found));
    return decode_.finish();
  }

 private:
  /// Tokens of a block: w, or fewer of the last one.
  Wire size_of(int offset) {
    const Wire full = decode_.constant(blocks_.width);
    if (!blocks_.choices.knows_short_block) return full;
    return decode_.min(full, length_ - (block_ + offset) * Rational(blocks_.width));
  }

  /// The token of slot k that is near: what it holds, and whether it is there.
  void add_slot(int k) {
    Wire value = decode_.constant(0);
    Wire exists = decode_.constant(0);
    const std::vector<int> offsets = blocks_.offsets();
    for (std::size_t h = 0; h < offsets.size(); ++h) {
      const Wire distance = decode_.constant(offsets[h] * blocks_.width + k) - slot_;
      const Wire is_near = decode_.less(distance, decode_.constant(blocks_.reach + 1)) *
                           decode_.less(decode_.constant(-blocks_.reach - 1), distance);
      const Wire place = position_ + distance;
      const Wire is_there =
          blocks_.choices.discards_nothing
              ? is_near
              : is_near * decode_.less(decode_.constant(-1), place) * decode_.less(place, length_);
      // A mean over the block times its size; whole already, which rounding restores.
      const Wire mean = decode_.input(register_of(offsets[h]) + "[" + std::to_string(k) + "]");
      value = value + is_there * decode_.round(mean * sizes_[h]);
      exists = exists + is_there;
    }
    values_.push_back(value);
    exists_.push_back(exists);
  }

  Blocks blocks_;
  CircuitBuilder decode_;
  Wire position_;
  Wire length_;
  Wire block_;
  Wire slot_;
  std::vector<Wire> sizes_;
  std::vector<Wire> values_;
  std::vector<Wire> exists_;
};

}  // namespace

model::Transformer local_form(std::int64_t modulus, std::int64_t reach,
                              const LocalChoices& choices) {
  ATTEST_REQUIRE(modulus >= 1 && reach >= 1 && reach <= 1000,
                 "modulus " + std::to_string(modulus) + ", reach " + std::to_string(reach));
  const Blocks blocks{.modulus = modulus,
                      .reach = static_cast<int>(reach),
                      .width = 2 * static_cast<int>(reach) + 1,
                      .choices = choices};
  model::Transformer model{.name = "match_three_local", .fields = {"x"}};
  model::Stream stream;
  stream.add("x");
  const Slice one = stream.add("one");
  const Slice block = stream.add("block");  // b = floor(position / w), and b^2
  const Slice block2 = stream.add("block2");
  const Slice slots = stream.add("slots", blocks.width);  // x in slot (position mod w)
  model::Block layer{.name = "blocks"};
  for (const int offset : blocks.offsets()) {
    // Score 2(b+h)b' - b'^2 = (b+h)^2 - (b+h-b')^2 of block b': all of block b+h ties. Where there
    // is none the nearest one is read, and the decoder discards it.
    model::Head head{.name = register_of(offset), .norm = model::Norm::average_hardmax};
    model::copy(head.query, block, 0, 2);
    if (offset != 0) model::copy(head.query, one, 0, 2 * offset);
    model::copy(head.query, one, 1, -1);
    head.keys.emplace_back();
    model::copy(head.keys[0], block, 0);
    model::copy(head.keys[0], block2, 1);
    head.values.emplace_back();
    model::copy(head.values[0], slots, 0);
    model::write(head.out, 0, stream.add(register_of(offset), blocks.width));
    layer.heads.push_back(std::move(head));
  }
  model.registers = stream.registers();
  model.embed = local_embedding(model.fields, blocks);
  model.blocks = {std::move(layer)};
  model.schedule = {{0, 1}};
  model.decode.circuit = Search(blocks, model::coordinate_names(model.registers)).circuit();
  return model;
}

}  // namespace attest::match_three_bigram_and_local
