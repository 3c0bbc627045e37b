// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where k hops lead from each byte of a user's text.
#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

constexpr std::int64_t most_tokens = 4096;  // quadratic time: a text this long takes seconds
constexpr std::int64_t most_run_hops = 1000000000;

/// A model file in place of the built model. \throws InputError
model::Transformer model_of_file(const check::RunRequest& request, const Shape& shape) {
  const model::ModelFile file = derive::file_of(request, {"x"});
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
  if (out.size() != 1 || out[0].name != "find" ||
      file.model.decode.at != model::ReadAt::every_input) {
    throw InputError("model-outputs", request.model_place, "other outputs",
                     "one output find a token, as `attest export " + std::string(claim_id) +
                         " --statement S2.find` writes them");
  }
  derive::require_rational(file.model, request.model_place);
  return file.model;
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
  const std::string label =
      derive::require_taken(request, {.statements = {"S2", "S3"}, .settings = {"k"}});
  const Form form = label == "S2" ? Form::strict : Form::standard;
  const std::int64_t k = derive::integer_setting(request, "k", 1, most_run_hops);
  const check::Case word = word_of(derive::bytes_of(request, most_tokens));
  const Shape shape{.form = form, .n = word.rows(), .k = k, .view = View::source};
  const model::Transformer model =
      request.model_text.empty()
          ? derive::broken(build(shape), request.mutant, mutants(form, shape.view),
                           {{"n", shape.n}, {"k", shape.k}})
          : model_of_file(request, shape);
  check::RunResult result{.input = request.place};
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    result.result_json = json_of(k, found);
    result.agrees = found == task::k_hop_source(k).answer(word);
  } catch (const model::Undefined&) {  // a tie: only a broken model comes here
    result.result_json = "{\"k\":" + std::to_string(k) + ",\"hops\":null}";
  }
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::k_hop_log_depth
