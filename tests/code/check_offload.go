package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"runtime"
	"strings"
	"time"

	"listings/offload"
)

const ample = 30 * time.Second

func check(name string, passed bool) {
	if !passed {
		log.Fatalf("failed: %s", name)
	}
	fmt.Printf("passed: %s\n", name)
}

func main() {
	ctx := context.Background()
	square, err := offload.Run(ctx, ample, func(context.Context) (int, error) { return 12 * 12, nil })
	check("success", square == 144 && err == nil)

	errParcel := errors.New("no such parcel")
	_, err = offload.Run(ctx, ample, func(context.Context) (int, error) { return 0, errParcel })
	check("error inside the job", errors.Is(err, errParcel))

	_, err = offload.Run(ctx, ample, func(context.Context) (int, error) { panic("no such parcel") })
	check("panic inside the job", err != nil && strings.Contains(err.Error(), "no such parcel"))

	_, err = offload.Run(ctx, ample, func(context.Context) (int, error) { runtime.Goexit(); return 0, nil })
	check("job that leaves without an answer", err != nil)

	left := make(chan struct{})
	_, err = offload.Run(ctx, 200*time.Millisecond, func(ctx context.Context) (int, error) {
		defer close(left)
		for ctx.Err() == nil {
		}
		return 0, ctx.Err()
	})
	check("timeout", errors.Is(err, context.DeadlineExceeded))
	select {
	case <-left:
	case <-time.After(ample):
		log.Fatal("the goroutine is still there")
	}
	check("timeout ends a job that looks at its context", true)
}
