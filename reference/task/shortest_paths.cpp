// SPDX-License-Identifier: Apache-2.0
/// \file
/// Floyd and Warshall on the matrices that tokens stand for; see shortest_paths.hpp.
#include "reference/task/shortest_paths.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

std::string with_infinity(const char* name, std::int64_t infinity) {
  return std::string(name) + " infinity=" + std::to_string(infinity);
}

}  // namespace

Matrix first_distances(const Graph& graph, std::int64_t infinity) {
  return first_distances(network_of(graph), infinity);
}

Matrix first_distances(const Network& network, std::int64_t infinity) {
  Matrix result(network.vertices, network.vertices);
  for (int u = 0; u < network.vertices; ++u) {
    for (int v = 0; v < network.vertices; ++v) result(u, v) = u == v ? 0 : infinity;
  }
  for (const Arc& arc : network.arcs) {
    ATTEST_REQUIRE(arc.weight < infinity, "an arc as long as infinity");
    result(arc.from, arc.to) = arc.weight;
  }
  return result;
}

Matrix all_distances(const Matrix& first, std::int64_t infinity) {
  Matrix distance = first;
  const int n = first.rows();
  for (int w = 0; w < n; ++w) {
    for (int u = 0; u < n; ++u) {
      for (int v = 0; v < n; ++v) {
        distance(u, v) = std::min(distance(u, v), distance(u, w) + distance(w, v));
      }
    }
  }
  for (int u = 0; u < n; ++u) {
    for (int v = 0; v < n; ++v) {
      ATTEST_REQUIRE(distance(u, v) <= infinity, "a distance beyond infinity");
    }
  }
  return distance;
}

Matrix path_tokens(const Matrix& first) {
  const int n = first.rows();
  Matrix tokens(n * n + n * n * n, 5);
  int row = 0;
  for (int u = 0; u < n; ++u) {
    for (int v = 0; v < n; ++v, ++row) {
      tokens(row, PathField::u) = u;
      tokens(row, PathField::v) = v;
      tokens(row, PathField::distance) = first(u, v);
    }
  }
  for (int u = 0; u < n; ++u) {
    for (int w = 0; w < n; ++w) {
      for (int v = 0; v < n; ++v, ++row) {
        tokens(row, PathField::is_triple) = 1;
        tokens(row, PathField::u) = u;
        tokens(row, PathField::v) = v;
        tokens(row, PathField::w) = w;
      }
    }
  }
  return tokens;
}

Matrix row_tokens(const Matrix& first) {
  const int n = first.rows();
  Matrix tokens(n, n + 1);
  for (int u = 0; u < n; ++u) {
    tokens(u, 0) = u;
    for (int v = 0; v < n; ++v) tokens(u, v + 1) = first(u, v);
  }
  return tokens;
}

Task pair_distances(std::int64_t infinity) {
  return {.id = with_infinity("pair_distances", infinity),
          .answer = [infinity](const Matrix& tokens) {
            int n = 0;
            while (n * n + n * n * n < tokens.rows()) ++n;
            Matrix first(n, n);
            std::vector<Rational> result(static_cast<std::size_t>(tokens.rows()));
            for (int i = 0; i < n * n; ++i) first(i / n, i % n) = tokens(i, PathField::distance);
            const Matrix distance = all_distances(first, infinity);
            for (int i = 0; i < n * n; ++i) {
              result[static_cast<std::size_t>(i)] = distance(i / n, i % n);
            }
            return result;
          }};
}

Task row_distances(std::int64_t infinity) {
  return {.id = with_infinity("row_distances", infinity),
          .answer = [infinity](const Matrix& tokens) {
            const int n = tokens.rows();
            Matrix first(n, n);
            for (int u = 0; u < n; ++u) {
              for (int v = 0; v < n; ++v) first(u, v) = tokens(u, v + 1);
            }
            const Matrix distance = all_distances(first, infinity);
            std::vector<Rational> result;
            for (int u = 0; u < n; ++u) {
              for (const Rational& entry : distance.row(u)) result.push_back(entry);
            }
            return result;
          }};
}

}  // namespace attest::task
