// Program under test of net-http.test.ts: a server and a client on net/http, which a raw peer probes.
//
//	probe server            serves cleartext HTTP on a free port; prints "port N", then what handlers see
//	probe client MODE URL   sends one POST request with open content; prints what it sees
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// streamError has the shape of the error type of net/http, so that errors.As copies the code of a reset.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (streamError) Error() string { return "stream error" }

func report(format string, values ...any) { fmt.Printf(format+"\n", values...) }

// reportError prints an error, with the code of a reset.
func reportError(err error) {
	var reset streamError
	if errors.As(err, &reset) {
		report("reset %d", reset.Code)
	} else {
		report("error %v", err)
	}
}

// echo sends back what it reads until the end.
func echo(w http.ResponseWriter, r *http.Request) {
	flush := http.NewResponseController(w).Flush
	buffer := make([]byte, 1024)
	for flush(); ; flush() {
		n, err := r.Body.Read(buffer)
		w.Write(buffer[:n])
		if err != nil {
			return
		}
	}
}

type connectionKey struct{}

// handlers maps a path to a handler, which is called after the header section of the response was sent, unless the path begins with /late.
var handlers = map[string]func(w http.ResponseWriter, r *http.Request, c *http.ResponseController){
	"/panic": func(http.ResponseWriter, *http.Request, *http.ResponseController) { panic(http.ErrAbortHandler) },
	"/deadline": func(w http.ResponseWriter, _ *http.Request, c *http.ResponseController) {
		c.SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
		w.Write(make([]byte, 100_000))
	},
	"/blocked-panic": func(w http.ResponseWriter, _ *http.Request, _ *http.ResponseController) {
		go w.Write(make([]byte, 100_000))
		time.Sleep(100 * time.Millisecond)
		panic(http.ErrAbortHandler)
	},
	"/read": func(_ http.ResponseWriter, r *http.Request, _ *http.ResponseController) {
		for buffer := make([]byte, 1024); ; {
			n, err := r.Body.Read(buffer)
			if n > 0 {
				report("read %d", n)
			}
			if err != nil {
				reportError(err)
				return
			}
		}
	},
	"/blocked-read": func(w http.ResponseWriter, r *http.Request, _ *http.ResponseController) {
		go w.Write(make([]byte, 100_000))
		n, _ := io.CopyN(io.Discard, r.Body, 900_000)
		report("read %d", n)
		<-r.Context().Done()
	},
	"/hold": func(_ http.ResponseWriter, r *http.Request, _ *http.ResponseController) { <-r.Context().Done() },
	"/flush": func(w http.ResponseWriter, r *http.Request, c *http.ResponseController) {
		w.Write(make([]byte, 1000))
		c.Flush()
		report("flushed")
	},
	"/one-read": func(_ http.ResponseWriter, r *http.Request, _ *http.ResponseController) {
		time.Sleep(time.Second)
		n, _ := r.Body.Read(make([]byte, 100_000))
		report("read %d", n)
		<-r.Context().Done()
	},
	"/end": func(w http.ResponseWriter, _ *http.Request, _ *http.ResponseController) { io.WriteString(w, "done") },
	"/late": func(_ http.ResponseWriter, r *http.Request, _ *http.ResponseController) {
		report("length %d, expect %q, x-a %q", r.ContentLength, r.Header["Expect"], r.Header["X-A"])
		time.Sleep(200 * time.Millisecond)
		report("context %v", r.Context().Err())
		n, _ := r.Body.Read(make([]byte, 100))
		report("read %d", n)
	},
	"/connection": func(_ http.ResponseWriter, r *http.Request, _ *http.ResponseController) {
		report("connection %v", r.Context().Value(connectionKey{}))
	},
}

func serve() {
	mux := http.NewServeMux()
	for path, handler := range handlers {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			controller := http.NewResponseController(w)
			if !strings.HasPrefix(path, "/late") {
				controller.Flush()
			}
			handler(w, r, controller)
		})
	}
	mux.HandleFunc("/echo", echo)
	mux.HandleFunc("/goaway", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		echo(w, r)
	})
	mux.HandleFunc("/http1", func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).EnableFullDuplex()
		echo(w, r)
	})
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	var connections atomic.Int64
	server := &http.Server{
		Handler:   mux,
		Protocols: &protocols,
		HTTP2:     &http.HTTP2Config{MaxConcurrentStreams: 77},
		ConnContext: func(parent context.Context, _ net.Conn) context.Context {
			return context.WithValue(parent, connectionKey{}, connections.Add(1))
		},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	report("port %d", listener.Addr().(*net.TCPAddr).Port)
	server.Serve(listener)
}

func connect(mode, url string) {
	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: &protocols}
	if mode == "two" {
		for range 2 {
			_, err := transport.NewClientConn(context.Background(), "http", strings.Trim(strings.TrimPrefix(url, "http://"), "/"))
			report("connected %v", err)
		}
		time.Sleep(time.Minute)
	}
	content, write := io.Pipe()
	go write.Write([]byte{1})
	request, err := http.NewRequest("POST", url, content)
	if err != nil {
		panic(err)
	}
	send := transport.RoundTrip
	if mode == "follow" {
		send = (&http.Client{Transport: transport}).Do
	}
	response, err := send(request)
	if err != nil {
		reportError(err)
		return
	}
	report("status %d", response.StatusCode)
	switch mode {
	case "close":
		response.Body.Close()
	case "blocked-read":
		go write.Write(make([]byte, 100_000))
		n, _ := io.CopyN(io.Discard, response.Body, 900_000)
		report("read %d", n)
	case "read":
		_, err = io.Copy(io.Discard, response.Body)
		reportError(err)
	}
	time.Sleep(time.Minute)
}

func main() {
	if os.Args[1] == "server" {
		serve()
	} else {
		connect(os.Args[2], os.Args[3])
	}
}
