package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"listings/jobqueue"
)

func check(name string, passed bool) {
	if !passed {
		log.Fatalf("failed: %s", name)
	}
	fmt.Printf("passed: %s\n", name)
}

func main() {
	ctx := context.Background()
	nothing := func(context.Context) error { return nil }
	queue := jobqueue.New(1, 1)
	started, gate := make(chan struct{}), make(chan struct{})
	results := make(chan error)
	go func() {
		results <- queue.Run(ctx, func(context.Context) error {
			close(started)
			<-gate
			return nil
		})
	}()
	<-started

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	check("a caller that gives up leaves its place", errors.Is(queue.Run(cancelled, nothing), context.Canceled))

	go func() {
		// The checks below take the place now and then.
		err := jobqueue.ErrFull
		for errors.Is(err, jobqueue.ErrFull) {
			err = queue.Run(ctx, nothing)
		}
		results <- err
	}()
	for !errors.Is(queue.Run(cancelled, nothing), jobqueue.ErrFull) {
		time.Sleep(time.Millisecond)
	}
	check("full queue refuses", true)
	close(gate)
	check("success", <-results == nil && <-results == nil)

	errParcel := errors.New("no such parcel")
	err := queue.Run(ctx, func(context.Context) error { return errParcel })
	check("errors reach the caller and free the place", errors.Is(err, errParcel) && queue.Run(ctx, nothing) == nil)
}
