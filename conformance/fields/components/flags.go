package main

import (
	goflag "flag"
	"fmt"
	"sort"

	"github.com/spf13/pflag"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/cli/globalflag"
	"k8s.io/component-base/logs"
	"k8s.io/component-base/version/verflag"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app/options"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app/options"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app/options"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app/options"
)

// The flags of each component, as its command makes them. Only kube-proxy's command is in a package that does not need the whole component.
var flagSets = map[string]func(*pflag.FlagSet) error{
	"kube-apiserver": func(flags *pflag.FlagSet) error {
		addGlobal("kube-apiserver", flags)
		for _, named := range apiserver.NewServerRunOptions().Flags().FlagSets {
			flags.AddFlagSet(named)
		}
		return nil
	},
	"kube-controller-manager": func(flags *pflag.FlagSet) error {
		options, err := controllers.NewKubeControllerManagerOptions()
		if err != nil {
			return err
		}
		addGlobal("kube-controller-manager", flags)
		sets := options.Flags(nil, nil, nil)
		for _, named := range sets.FlagSets {
			flags.AddFlagSet(named)
		}
		return nil
	},
	"kube-scheduler": func(flags *pflag.FlagSet) error {
		addGlobal("kube-scheduler", flags)
		for _, named := range scheduler.NewOptions().Flags.FlagSets {
			flags.AddFlagSet(named)
		}
		return nil
	},
	"kube-proxy": func(flags *pflag.FlagSet) error {
		// it takes over what its packages have put into the flags of the program, which here are those of all components
		proxy.NewProxyCommand().Flags().VisitAll(func(flag *pflag.Flag) {
			if goflag.CommandLine.Lookup(flag.Name) == nil || flag.Name == "boot_id_file" || flag.Name == "machine_id_file" {
				flags.AddFlag(flag)
			}
		})
		addOfCommands(flags)
		return nil
	},
	// its command turns the parsing of cobra off, and with it the flags that cobra adds
	"kubelet": func(flags *pflag.FlagSet) error {
		config, err := kubelet.NewKubeletConfiguration()
		if err != nil {
			return err
		}
		kubelet.NewKubeletFlags().AddFlags(flags)
		kubelet.AddKubeletConfigFlags(flags, config)
		kubelet.AddGlobalFlags(flags)
		flags.BoolP("help", "h", false, "")
		return nil
	},
}

func addGlobal(component string, flags *pflag.FlagSet) {
	verflag.AddFlags(flags)
	globalflag.AddGlobalFlags(flags, component, logs.SkipLoggingConfigurationFlags())
	addOfCommands(flags)
}

// addOfCommands adds the flags that k8s.io/component-base/cli and cobra give to each command.
func addOfCommands(flags *pflag.FlagSet) {
	of := pflag.NewFlagSet("command", pflag.ContinueOnError)
	logs.AddFlags(of)
	flags.AddFlagSet(of)
	flags.AddFlagSet(pflag.CommandLine)
	if flags.Lookup("help") == nil {
		flags.BoolP("help", "h", false, "")
	}
}

// flagsOf names the flags of a component, hidden and deprecated ones as well.
func flagsOf(component string) ([]string, error) {
	add, known := flagSets[component]
	if !known {
		return nil, fmt.Errorf("there is no component %q", component)
	}
	flags := pflag.NewFlagSet(component, pflag.ContinueOnError)
	flags.SetNormalizeFunc(cliflag.WordSepNormalizeFunc)
	if err := add(flags); err != nil {
		return nil, err
	}
	var names []string
	flags.VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	sort.Strings(names)
	return names, nil
}
