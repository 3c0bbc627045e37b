// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer of doubles.inc on mpq_rational. Boost 1.74 and Eigen 3.4 fit together for numbers of
/// GMP; for those of cpp_int the trait is_byte_container of Boost does not compile on expressions
/// of Eigen.
#include <Eigen/Core>
#include <boost/multiprecision/eigen.hpp>
#include <boost/multiprecision/gmp.hpp>
#include <memory>

#include "benchmarks/layer.hpp"

namespace attest::benchmarks {
namespace {

#include "benchmarks/doubles.inc"

/// Expression templates make no difference inside Eigen.
using Mpq = boost::multiprecision::number<boost::multiprecision::gmp_rational,
                                          boost::multiprecision::et_off>;

std::vector<Mpq> rationals_of(const Entries& entries) {
  std::vector<Mpq> result;
  for (const std::int64_t k : entries) result.emplace_back(Mpq(k) / sixteenths);
  return result;
}

Integer integer_of(const boost::multiprecision::mpz_int& value) {
  return Integer::parse(value.str());
}

struct MpqLayer {
  std::vector<Mpq> query;
  std::vector<Mpq> key;
  std::vector<Mpq> value;
  std::vector<std::vector<Mpq>> inputs;
  std::vector<Mpq> result = std::vector<Mpq>(std::size_t{layer_tokens} * layer_width);

  void evaluate(std::size_t input) {
    run<Mpq>(query.data(), key.data(), value.data(), inputs[input].data(), result.data());
  }
  Matrix state(std::size_t input) {
    evaluate(input);
    Matrix state(layer_tokens, layer_width);
    for (int i = 0; i < layer_tokens * layer_width; ++i) {
      const Mpq& x = result[static_cast<std::size_t>(i)];
      state(i / layer_width, i % layer_width) =
          Rational(integer_of(numerator(x)), integer_of(denominator(x)));
    }
    return state;
  }
};

}  // namespace

ExactPeer mpq_layer(const LayerCase& layer) {
  const auto made = std::make_shared<MpqLayer>();
  made->query = rationals_of(layer.layer.query);
  made->key = rationals_of(layer.layer.key);
  made->value = rationals_of(layer.layer.value);
  for (const Entries& input : layer.inputs) made->inputs.push_back(rationals_of(input));
  return {.run = [made](std::size_t input) { made->evaluate(input); },
          .state = [made](std::size_t input) { return made->state(input); }};
}

}  // namespace attest::benchmarks
