// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of graphs that are accepted, refused with an id and a place, or survived.
#include "reference/task/graph_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"

namespace attest::task {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "graph")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<NamedGraph> read(const std::string& text, const std::string& name) {
  return parse_graphs(text, name, graph_format("", name));
}

/// The error of a text that must be refused.
attest::InputError refusal(const std::string& text, const std::string& name) {
  try {
    static_cast<void>(read(text, name));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

Graph only(const std::string& text, const std::string& name) {
  const std::vector<NamedGraph> graphs = read(text, name);
  REQUIRE(graphs.size() == 1);
  return graphs.front().graph;
}

TEST_SUITE("task/graph_file") {
  TEST_CASE("every file of inputs/accept/graph is read") {
    for (const auto& path : files_of("accept")) {
      CAPTURE(path);
      CHECK_FALSE(read(text_of(path), path.filename().string()).empty());
    }
  }

  TEST_CASE("every file of inputs/reject/graph is refused with the id that begins its name") {
    for (const auto& path : files_of("reject")) {
      CAPTURE(path);
      const std::string name = path.filename().string();
      const attest::InputError error = refusal(text_of(path), name);
      CHECK(error.id() == name.substr(0, name.find('.')));
      const std::string place = error.place().substr(std::min(name.size(), error.place().size()));
      CHECK(error.place().starts_with(name));
      CHECK(std::ranges::count(place, ':') == 2);
      CHECK_FALSE(error.found().empty());
      CHECK_FALSE(error.expected().empty());
    }
  }

  TEST_CASE("every file of inputs/survive/graph is refused or read without harm") {
    for (const auto& path : files_of("survive")) {
      CAPTURE(path);
      for (const char* format : {"graph6", "dimacs", "edges", "roads", "graphml"}) {
        try {
          const auto graphs = parse_graphs(text_of(path), "x", graph_format(format, "x"));
          CHECK_FALSE(graphs.empty());
        } catch (const attest::InputError& error) {
          CHECK(error.id().starts_with("graph-"));
        }
      }
    }
  }

  TEST_CASE("graph6 lists the pairs column by column") {
    CHECK(only("?\n", "x.g6") == Graph{});
    CHECK(only("@", "x.g6").vertices == 1);
    CHECK(only("Bw", "x.g6") == complete_graph(3));
    CHECK(only(">>graph6<<BW\n", "x.g6") == graph_of_edges(3, {{0, 2}, {1, 2}}));
    CHECK(only(">>graph6<<\r\nDQc\r\n", "x.g6") ==
          graph_of_edges(5, {{0, 2}, {0, 4}, {1, 3}, {3, 4}}));
    // 63 vertices need ~ and three bytes; 1953 pairs are 325 bytes and 3 bits.
    const std::string empty = "~??~" + std::string(326, '?');
    CHECK(only(empty, "x.g6").vertices == 63);
    CHECK(only("~~?????~" + std::string(326, '?'), "x.graph6").vertices == 63);
  }

  TEST_CASE("a file of graph6 lines names each graph by its line") {
    const std::vector<NamedGraph> graphs = read("A?\n\nA_\n", "two.g6");
    REQUIRE(graphs.size() == 2);
    CHECK(graphs[0].name == "two.g6:1");
    CHECK(graphs[1].name == "two.g6:3");
    CHECK(graphs[1].graph == path_graph(2));
  }

  TEST_CASE("DIMACS counts vertices from 1 and edge lists from 0") {
    const Graph graph = graph_of_edges(4, {{0, 2}, {1, 2}});
    CHECK(only("c path\np edge 4 2\ne 1 3\ne 3 2\n", "x.col") == graph);
    CHECK(only("p col 4 2\ne 1 3\ne 3 2", "x.dimacs") == graph);
    CHECK(only("4\n0 2\n2 1\n", "x.edges") == graph);
    CHECK(only("# path\n0\t2\n  1   2 \r\n", "x.txt") == graph_of_edges(3, {{0, 2}, {1, 2}}));
    CHECK(only("0\n", "x.edges") == Graph{});
  }

  TEST_CASE("an edge in both directions is one edge and DIMACS may count it once or twice") {
    CHECK(only("0 1\n1 0\n", "x.edges") == path_graph(2));
    CHECK(only("p edge 2 1\ne 1 2\ne 2 1\n", "x.col") == path_graph(2));
    CHECK(only("p edge 2 2\ne 1 2\ne 2 1\n", "x.col") == path_graph(2));
  }

  TEST_CASE("roads and directed GraphML lead one way and all else both ways") {
    const auto arcs = [](const std::string& text, const std::string& name) {
      const std::vector<NamedNetwork> networks = parse_networks(text, name, graph_format("", name));
      REQUIRE(networks.size() == 1);
      return networks[0].network.arcs;
    };
    CHECK(arcs("p sp 3 3\na 1 2 5\na 2 1 6\na 3 1 0\n", "x.gr") ==
          std::vector<Arc>{{.from = 0, .to = 1, .weight = 5},
                           {.from = 1, .to = 0, .weight = 6},
                           {.from = 2, .to = 0, .weight = 0}});
    const std::vector<Arc> both{{.from = 0, .to = 1, .weight = 7},
                                {.from = 1, .to = 0, .weight = 7}};
    CHECK(arcs("1 0 7\n", "x.edges") == both);
    CHECK(arcs("0 1 7\n1 0 7\n", "x.edges") == both);
    CHECK(arcs("A_\n", "x.g6") == std::vector<Arc>{{.from = 0, .to = 1}, {.from = 1, .to = 0}});
    const auto document = [](const std::string& direction, const std::string& edges) {
      return "<graphml><key id='k' for='edge' attr.name='weight'><default>4</default></key>"
             "<graph edgedefault='" +
             direction + "'><node id='p'/><node id='q'/>" + edges + "</graph></graphml>";
    };
    CHECK(arcs(document("directed", "<edge source='q' target='p'/>"), "x.graphml") ==
          std::vector<Arc>{{.from = 1, .to = 0, .weight = 4}});
    CHECK(
        arcs(document("undirected", "<edge source='q' target='p'><data key='k'> 7\n</data></edge>"),
             "x.graphml") == both);
  }

  TEST_CASE("a weight that is no whole number is refused where weights are read") {
    const std::string text =
        "<graphml><key id='k' for='all' attr.name='weight'/>\n<graph edgedefault='directed'>"
        "<node id='p'/><node id='q'/>\n <edge source='q' target='p'><data key='k'>0.5</data>"
        "</edge></graph></graphml>";
    CHECK(read(text, "x.graphml").size() == 1);
    try {
      static_cast<void>(parse_networks(text, "x.graphml", GraphFormat::graphml));
      FAIL("accepted");
    } catch (const attest::InputError& error) {
      CHECK(error.id() == "graph-syntax");
      CHECK(error.place() == "x.graphml:3:2");
    }
  }

  TEST_CASE("a refusal names the line and the column") {
    CHECK(refusal("<graphml>\n  <graph/></graphml>", "x.graphml").place() == "x.graphml:2:3");
    CHECK(refusal("<graphml>\n</graph>", "x.graphml").id() == "graph-xml");
    CHECK(refusal("p edge 3 2\ne 1 2\ne 2 4\n", "x.col").place() == "x.col:3:5");
    CHECK(refusal("p edge 3 2\ne 1 2\ne 0 2\n", "x.col").place() == "x.col:3:3");
    CHECK(refusal("p edge 3 7\ne 1 2\n", "x.col").place() == "x.col:1:10");
    CHECK(refusal("3\n0 1\n1 two\n", "x.edges").place() == "x.edges:3:3");
    CHECK(refusal("A_\nB!\n", "x.g6").place() == "x.g6:2:2");
    CHECK(refusal("A_\nB\n", "x.g6").place() == "x.g6:2:2");
    CHECK(refusal("A_\nB??\n", "x.g6").place() == "x.g6:2:3");
    CHECK(refusal("B@", "x.g6").place() == "x.g6:1:2");
  }

  TEST_CASE("a format is a name or an ending") {
    CHECK(graph_format("dimacs", "x.g6") == GraphFormat::dimacs);
    CHECK(graph_format("", "folder.g6/karate.edges") == GraphFormat::edges);
    CHECK_THROWS_AS(static_cast<void>(graph_format("", "standard input")), attest::InputError);
    CHECK_THROWS_AS(static_cast<void>(graph_format("graph7", "x.g6")), attest::InputError);
  }
}

}  // namespace
}  // namespace attest::task
