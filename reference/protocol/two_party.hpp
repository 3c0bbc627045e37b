// SPDX-License-Identifier: Apache-2.0
/// \file
/// A model of any depth as a protocol between two parties who share its tokens, with every number
/// that one tells the other.
///
/// Each party keeps the states of its own tokens. Queries, outputs, units and token maps are its
/// own business; of the other's tokens it needs keys and values, layer by layer. So what is said in
/// all does not depend on what a token map does, nor on what the state holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::protocol {

/// What the parties tell each other.
enum class Channel {
  layers,     ///< in every layer: keys and values of all tokens of both, for each head
  embedding,  ///< Bob's embedded tokens, once; Alice evaluates the rest alone
};

/// The numbers that one token's owner says at one time.
struct Utterance {
  int layer = 0;  ///< of one pass of the schedule, 0-based; 0 for the embedding
  int head = 0;   ///< of the layer, 0-based; 0 for the embedding
  int token = 0;  ///< position, extra tokens counted
  bool is_bobs = false;
  std::vector<Rational> key = {};    ///< [d_k]; empty for the embedding
  std::vector<Rational> value = {};  ///< [d_v]; the embedded token [d] for the embedding

  friend bool operator==(const Utterance&, const Utterance&) = default;
};

/// Which utterances arrive. What does not is neither counted nor compared, and 0 stands for it.
struct Hearing {
  bool bobs = true;
  bool alices = true;
  bool keys = true;
  bool values = true;
};

/// One run of the protocol.
struct Dialogue {
  std::vector<Utterance> said;  ///< in the order of layer, head, token
  model::Answer answer;         ///< of whoever holds the token that is read
};

/// A model cut in two. Extra tokens are Alice's: nobody chooses them.
class TwoParty {
 public:
  /// \param bobs input tokens of Bob's, 0-based; all others are Alice's
  /// \throws InputError candidate-norm, candidate-head, candidate-readout: not a model that two
  /// parties can run: natural softmax, third-order heads, more than one token read
  TwoParty(model::Transformer model, const std::vector<int>& bobs, Channel channel);

  /// Runs the protocol. \throws model::Undefined
  [[nodiscard]] Dialogue run(const Matrix& tokens, const Hearing& hearing = {}) const;

  /// Numbers said in a run on `inputs` input tokens.
  [[nodiscard]] std::int64_t numbers(int inputs) const;
  /// Whether the token that is read is Bob's; never so for embeddings, which Alice evaluates.
  [[nodiscard]] bool is_bobs_reader(int inputs) const;
  /// "layer.head" of every head of every layer, in the order in which they are heard.
  [[nodiscard]] const std::vector<std::string>& heads() const { return head_names_; }

 private:
  [[nodiscard]] bool is_bobs(int token, int inputs) const;
  [[nodiscard]] std::vector<Utterance> say(const model::Block& block, int layer,
                                           const Matrix& state, int inputs) const;
  [[nodiscard]] int read_token(int inputs) const;
  [[nodiscard]] Dialogue run_layers(const Matrix& tokens, const Hearing& hearing) const;
  [[nodiscard]] Dialogue run_embedding(const Matrix& tokens, const Hearing& hearing) const;

  model::Transformer model_;
  std::vector<char> is_bobs_;  // by input token
  Channel channel_;
  int first_input_ = 0;
  std::vector<std::string> head_names_;
};

}  // namespace attest::protocol
