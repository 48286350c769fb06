// Reads texts as kubectl does and prints what it gets: the judge behind texts.jsonl.
//
// Standard input and output are JSON lines. A line in has `text`, or `base64` when the text is not UTF-8; a line out has the same,
// `documents` (what kubectl would send, before its own checks) and `words` (behind `error: `, empty when all could be read).
// See README.md for how to run it.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

type record struct {
	Text      *string           `json:"text,omitempty"`
	Base64    []byte            `json:"base64,omitempty"`
	Documents []json.RawMessage `json:"documents"`
	Words     string            `json:"words"`
}

// The loop of cli-runtime's FileVisitor and StreamVisitor (pkg/resource/visitor.go).
func (r *record) read() {
	in := r.Base64
	if r.Text != nil {
		in = []byte(*r.Text)
	}
	r.Documents, r.Words = []json.RawMessage{}, ""
	decoded := transform.NewReader(bytes.NewReader(in), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	decoder := utilyaml.NewYAMLOrJSONDecoder(decoded, 4096)
	for {
		extension := runtime.RawExtension{}
		if err := decoder.Decode(&extension); err == io.EOF {
			return
		} else if err != nil {
			r.Words = fmt.Sprintf("error parsing STDIN: %v", err)
			return
		}
		raw := bytes.TrimSpace(extension.Raw)
		if len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
			r.Documents = append(r.Documents, raw)
		}
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		r.read()
		if err := out.Encode(r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
