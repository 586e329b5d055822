using System.Reflection;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.House;

/// <summary>Who may know whom. The order is the one of docs/architecture.md.</summary>
public sealed partial class LayerTests
{
    private static readonly string[] Order = ["Kernel", "Definitions", "Watching", "Storage", "Grains", "Deadlines", "Outbox", "Activities", "Collections", "Simulation", "Commands"];

    public static TheoryData<string> Folders { get; } = [.. Order];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_imports_only_what_stands_above_it(string folder)
    {
        var allowed = Order.TakeWhile(name => name != folder).Append(folder).ToHashSet();

        var wrong = from path in Repository.Files($"src/Workflows/{folder}", ".cs")
                    from named in Named(Repository.Code(path))
                    where !allowed.Contains(named)
                    select $"{path} names {named}";

        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order() =>
        new DirectoryInfo(Path.Combine(Repository.Root, "src/Workflows")).GetDirectories().Select(folder => folder.Name)
            .Except(["bin", "obj"]).ShouldBe(Order, ignoreOrder: true);

    [Fact]
    public void The_architecture_page_lists_the_folders_in_the_same_order() =>
        PageRow().Matches(Repository.Read("docs/architecture.md")).Select(match => match.Groups[1].Value).ShouldBe(Order);

    [Fact]
    public void A_file_says_the_namespace_of_its_folder()
    {
        var wrong = from path in Repository.Files("src/Workflows", ".cs")
                    let folder = path.Split('/')[2]
                    let expected = folder.EndsWith(".cs", StringComparison.Ordinal) ? "Doorstep.Workflows" : $"Doorstep.Workflows.{folder}"
                    let said = Namespace().Match(Repository.Code(path)).Groups[1].Value
                    where said != expected && !said.StartsWith(expected + ".", StringComparison.Ordinal)
                    select $"{path} says {said}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_kernel_uses_nothing_but_System()
    {
        var wrong = from path in Repository.Files("src/Workflows/Kernel", ".cs")
                    from Match match in Using().Matches(Repository.Code(path))
                    let name = match.Groups[1].Value
                    where name != "System" && !name.StartsWith("System.", StringComparison.Ordinal) && name != "Doorstep.Workflows.Kernel"
                    select $"{path} uses {name}";

        wrong.ShouldBeEmpty();
        KernelReferences().Where(type => !IsOfSystem(type) && !IsOfKernel(type)).Select(type => type.FullName).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_knows_nothing_of_the_web()
    {
        Repository.Files("src/Workflows", ".cs", ".csproj").Where(path => Repository.Code(path).Contains("Microsoft.AspNetCore", StringComparison.Ordinal)).ShouldBeEmpty();
        typeof(StateMachine).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Folders that code names: whole (<c>Doorstep.Workflows.Grains</c>) or as the rest of a name (<c>Grains.CaseId</c>).</summary>
    private static IEnumerable<string> Named(string code) =>
        Whole().Matches(code).Select(match => match.Groups[1].Value).Where(Order.Contains)
            .Concat(Rest().Matches(code).Where(match => IsType(match.Groups[1].Value, match.Groups[2].Value)).Select(match => match.Groups[1].Value));

    private static bool IsType(string folder, string name) => typeof(StateMachine).Assembly.GetType($"Doorstep.Workflows.{folder}.{name}") is not null;

    /// <summary>Everything that the signatures and attributes of the kernel's types mention.</summary>
    private static IEnumerable<Type> KernelReferences()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var type in typeof(StateMachine).Assembly.GetTypes().Where(type => type.Namespace == typeof(StateMachine).Namespace))
        {
            Type?[] mentioned =
            [
                type.BaseType, .. type.GetInterfaces(), .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
                .. type.GetFields(all).Select(field => field.FieldType),
                .. type.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
                .. type.GetConstructors(all).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType),
            ];
            foreach (var one in mentioned.OfType<Type>().SelectMany(Parts)) yield return one;
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static bool IsOfSystem(Type type) => type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
        || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;

    /// <summary>Anonymous types have no namespace; their parts are looked at by themselves.</summary>
    private static bool IsOfKernel(Type type) => type.Namespace == typeof(StateMachine).Namespace || type.Namespace is null;

    [GeneratedRegex(@"Doorstep\.Workflows\.(\w+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\w.])(Kernel|Definitions|Storage|Grains|Deadlines|Outbox|Activities|Collections|Simulation|Commands)\.([A-Z]\w*)")]
    private static partial Regex Rest();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\| `(\w+)/` \|", RegexOptions.Multiline)]
    private static partial Regex PageRow();
}
