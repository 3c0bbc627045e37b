// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where k hops lead from each byte of a user's text.
#include <charconv>
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

constexpr std::int64_t most_tokens = 4096;  // quadratic time: a text this long takes seconds
constexpr std::int64_t most_run_hops = 1000000000;

std::int64_t hops_of(const check::RunRequest& request) {
  for (const auto& [name, value] : request.settings) {
    if (name != "k") throw InputError("run-setting", "--set", name, "k, the only setting");
  }
  const auto found = request.settings.find("k");
  if (found == request.settings.end()) throw InputError("run-setting", "--set", "no k", "k=K");
  const std::string& text = found->second;
  std::int64_t k = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), k);
  if (error != std::errc() || end != text.data() + text.size() || k < 1 || k > most_run_hops) {
    throw InputError("run-setting", "--set k", text, "an integer from 1 to 10^9");
  }
  return k;
}

Form form_of(const check::RunRequest& request) {
  if (request.statement.empty() || request.statement == "S2") return Form::strict;
  if (request.statement == "S3") return Form::standard;
  throw InputError("run-statement", "--statement", request.statement, "S2 or S3");
}

/// The bytes of the text, each plus 1, without the line end at the end of the file.
check::Case bytes_of(const check::RunRequest& request) {
  std::string_view text = request.text;
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
  }
  if (text.empty()) throw InputError("text-empty", request.place, "no bytes", "a text");
  if (std::ssize(text) > most_tokens) {
    throw InputError("text-length", request.place, std::to_string(text.size()) + " bytes",
                     "at most " + std::to_string(most_tokens));
  }
  std::vector<std::int64_t> symbols;
  for (const char byte : text) symbols.push_back(static_cast<unsigned char>(byte) + 1);
  return word_of(symbols);
}

/// Whether every head is of rational arithmetic: hops are compared as exact numbers.
bool is_rational(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      if (head.norm == model::Norm::softmax_e) return false;
    }
  }
  return true;
}

/// A model file in place of the built model. \throws InputError
model::Transformer model_of_file(const check::RunRequest& request, const Shape& shape) {
  const model::ModelFile file = model::from_json(request.model_text, request.model_place);
  const auto k = file.params.find("k");
  if (k == file.params.end() || k->second != shape.k) {
    throw InputError("model-params", request.model_place + ": params.k",
                     k == file.params.end() ? "nothing" : std::to_string(k->second),
                     std::to_string(shape.k) + ", as --set k");
  }
  const auto n = file.params.find("n");
  if (n == file.params.end() || n->second < shape.n) {
    throw InputError("model-params", request.model_place + ": params.n",
                     n == file.params.end() ? "nothing" : std::to_string(n->second),
                     "at least " + std::to_string(shape.n) + ", the bytes of the text");
  }
  const std::vector<model::Output>& out = file.model.decode.circuit.out;
  if (file.model.fields != std::vector<std::string>{"x"} || out.size() != 1 ||
      out[0].name != "find" || file.model.decode.at != model::ReadAt::every_input) {
    throw InputError("model-fields", request.model_place, "other fields or outputs",
                     "field x and one output find a token, as `attest export " +
                         std::string(claim_id) + " --statement S2.find` writes them");
  }
  if (!is_rational(file.model)) {
    throw InputError("model-arithmetic", request.model_place, "a head of softmax_e",
                     "heads of rational weights: hardmax, linear or softmax_base");
  }
  return file.model;
}

/// Breaks the model as the mutant of the shape's form called `name` does. \throws InputError
model::Transformer broken(const std::string& name, const Shape& shape, model::Transformer model) {
  for (const derive::NamedMutant& mutant : mutants(shape.form, shape.view)) {
    if (mutant.name != name) continue;
    derive::Computes computes{.model = std::move(model)};
    mutant.apply(computes, {{"n", shape.n}, {"k", shape.k}});
    return std::move(computes.model);
  }
  for (const derive::Change& change : derive::changes(model)) {
    if (change.name != name) continue;
    change.apply(model);
    return model;
  }
  throw InputError("mutant-unknown", "--mutant", name,
                   "a mutant of this statement, as `attest check --mutants` lists them");
}

/// Positions counted from 0; 0 of the model, its "none", is null. Only a broken model has others.
std::string json_of(std::int64_t k, const std::vector<Rational>& sources) {
  std::string list;
  for (const Rational& source : sources) {
    list += list.empty() ? "" : ",";
    list += source.is_zero()      ? "null"
            : source.is_integer() ? (source - 1).to_string()
                                  : "\"" + (source - 1).to_string() + "\"";
  }
  return "{\"k\":" + std::to_string(k) + ",\"hops\":[" + list + "]}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::int64_t k = hops_of(request);
  const Form form = form_of(request);
  if (request.max_steps) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(*request.max_steps),
                     "nothing: the model is evaluated once");
  }
  if (!request.model_text.empty() && !request.mutant.empty()) {
    throw InputError("run-model", "--model", request.model_place,
                     "no --model: --mutant breaks the built model");
  }
  const check::Case word = bytes_of(request);
  const Shape shape{.form = form, .n = word.rows(), .k = k, .view = View::source};
  model::Transformer model =
      request.model_text.empty() ? build(shape) : model_of_file(request, shape);
  if (!request.mutant.empty()) model = broken(request.mutant, shape, std::move(model));
  check::RunResult result{.input = request.place};
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    result.result_json = json_of(k, found);
    result.agrees = found == task::k_hop_source(k).answer(word);
  } catch (const model::Undefined&) {  // a tie: only a broken model comes here
    result.result_json = "{\"k\":" + std::to_string(k) + ",\"hops\":null}";
  }
  const derive::Resources used = derive::resources(model);
  result.model = {{"layers", used.layers},
                  {"heads", used.heads},
                  {"width", used.width},
                  {"nonzeros", used.nonzeros}};
  return {result};
}

}  // namespace attest::k_hop_log_depth
