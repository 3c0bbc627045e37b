// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ownership of callables; see function.hpp.
#include "reference/number/function.hpp"

#include "reference/number/contract.hpp"

namespace attest {

FunctionHandle::FunctionHandle(const FunctionHandle& other) noexcept : body_(other.body_) {
  if (body_ != nullptr) body_->owners.fetch_add(1, std::memory_order_relaxed);
}

FunctionHandle::~FunctionHandle() {
  if (body_ != nullptr && body_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    body_->destroy(body_);
  }
}

FunctionBody* FunctionHandle::body() const {
  ATTEST_REQUIRE(body_ != nullptr, "a function that is there");
  return body_;
}

}  // namespace attest
