import Foundation
import Testing

@testable import StudyStore

@Suite struct FileTests {
  @Test(arguments: [
    ("x", ".", "x"), ("x/", ".", "x"), ("", ".", ""), ("/", "/", "/"), ("//", "/", "/"),
    ("/x", "/", "x"), ("a/b", "a", "b"), ("a/b/", "a", "b"), ("a//b", "a", "b"),
    ("/a/b/c.yaml", "/a/b", "c.yaml"), ("./x", ".", "x"), ("../x", "..", "x"), (".", ".", "."),
    ("ä/日本", "ä", "日本"),
  ])
  func `a path is a folder and a name`(path: String, folder: String, name: String) {
    #expect(FileName.folder(of: path) == folder)
    #expect(FileName.last(of: path) == name)
  }
}
