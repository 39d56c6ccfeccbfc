import type { DescFile, DescService } from "@bufbuild/protobuf";
import { createRegistry, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { ConnectRouter } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import type { ServerReflectionRequest } from "#gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection } from "#gen/grpc/reflection/v1/reflection_pb.ts";
import type { ServerReflectionRequest as ServerReflectionAlphaRequest } from "#gen/grpc/reflection/v1alpha/reflection_pb.ts";
import { ServerReflection as ServerReflectionAlpha } from "#gen/grpc/reflection/v1alpha/reflection_pb.ts";

/** Both versions say the same with the same field numbers; only the package differs. */
type Request =
  | Pick<ServerReflectionRequest, "host" | "messageRequest">
  | Pick<ServerReflectionAlphaRequest, "host" | "messageRequest">;

/**
 * Registers grpc.reflection.v1 and v1alpha, which let clients such as grpcurl and `buf curl` call `services` without their
 * schema. An answer with a file brings the files it imports along, the well-known ones too.
 */
export function createReflection(
  services: readonly DescService[],
): (router: ConnectRouter) => void {
  const described = [...services, ServerReflection, ServerReflectionAlpha];
  const index = createIndex(described);
  const answer = (request: Request) => ({
    validHost: request.host,
    messageResponse: respond(index, request),
  });
  return (router) => {
    router.service(ServerReflection, {
      async *serverReflectionInfo(requests) {
        for await (const request of requests)
          yield { ...answer(request), originalRequest: request };
      },
    });
    router.service(ServerReflectionAlpha, {
      async *serverReflectionInfo(requests) {
        for await (const request of requests)
          yield { ...answer(request), originalRequest: request };
      },
    });
  };
}

interface Index {
  readonly serviceNames: readonly string[];
  readonly files: ReadonlyMap<string, DescFile>;
  /** The file that declares a fully qualified name: a type, a service, a method, a field, an enum value. */
  readonly symbols: ReadonlyMap<string, DescFile>;
  readonly registry: ReturnType<typeof createRegistry>;
}

function respond(index: Index, { messageRequest }: Request) {
  switch (messageRequest.case) {
    case "listServices": {
      const service = index.serviceNames.map((name) => ({ name }));
      return { case: "listServicesResponse" as const, value: { service } };
    }
    case "fileByFilename":
      return fileAnswer(index.files.get(messageRequest.value), messageRequest.value);
    case "fileContainingSymbol":
      return fileAnswer(index.symbols.get(messageRequest.value), messageRequest.value);
    case "fileContainingExtension": {
      const { containingType, extensionNumber } = messageRequest.value;
      const extendee = index.registry.getMessage(containingType);
      const extension = extendee && index.registry.getExtensionFor(extendee, extensionNumber);
      return fileAnswer(extension?.file, `${containingType} ${extensionNumber}`);
    }
    case "allExtensionNumbersOfType":
      return extensionNumbers(index, messageRequest.value);
    case undefined:
      return failed(Code.InvalidArgument, "the request asks for nothing");
  }
}

function fileAnswer(file: DescFile | undefined, what: string) {
  if (file === undefined) return failed(Code.NotFound, `not found: ${what.slice(0, 200)}`);
  const fileDescriptorProto = withImports(file).map(encodeFile);
  return { case: "fileDescriptorResponse" as const, value: { fileDescriptorProto } };
}

function extensionNumbers(index: Index, baseTypeName: string) {
  if (index.registry.getMessage(baseTypeName) === undefined)
    return failed(Code.NotFound, `not found: ${baseTypeName.slice(0, 200)}`);
  const extensionNumber = [...index.registry]
    .filter((type) => type.kind === "extension" && type.extendee.typeName === baseTypeName)
    .map((type) => (type.kind === "extension" ? type.number : 0));
  const value = { baseTypeName, extensionNumber };
  return { case: "allExtensionNumbersResponse" as const, value };
}

function failed(errorCode: Code, errorMessage: string) {
  return { case: "errorResponse" as const, value: { errorCode, errorMessage } };
}

/** The file first, then everything it imports, each once. */
function withImports(file: DescFile, seen = new Set<DescFile>()): readonly DescFile[] {
  seen.add(file);
  for (const dependency of file.dependencies)
    if (!seen.has(dependency)) withImports(dependency, seen);
  return [...seen];
}

const encoded = new WeakMap<DescFile, Uint8Array>();

function encodeFile(file: DescFile): Uint8Array {
  let bytes = encoded.get(file);
  if (bytes === undefined)
    encoded.set(file, (bytes = toBinary(FileDescriptorProtoSchema, file.proto)));
  return bytes;
}

function createIndex(services: readonly DescService[]): Index {
  const files = new Map<string, DescFile>();
  for (const { file } of services)
    for (const each of withImports(file)) files.set(each.proto.name, each);
  const registry = createRegistry(...files.values());
  const symbols = new Map<string, DescFile>();
  for (const type of registry) {
    symbols.set(type.typeName, type.file);
    for (const name of memberNames(type)) symbols.set(name, type.file);
  }
  return { serviceNames: services.map(({ typeName }) => typeName), files, symbols, registry };
}

type Described =
  ReturnType<ReturnType<typeof createRegistry>[typeof Symbol.iterator]> extends Iterator<infer T>
    ? T
    : never;

function memberNames(type: Described): readonly string[] {
  switch (type.kind) {
    case "message":
      return [...type.fields, ...type.oneofs].map(({ name }) => `${type.typeName}.${name}`);
    case "service":
      return type.methods.map(({ name }) => `${type.typeName}.${name}`);
    case "enum": {
      // Enum values live in the scope around their enum.
      const scope = type.typeName.slice(0, type.typeName.lastIndexOf(".") + 1);
      return type.values.map(({ name }) => `${scope}${name}`);
    }
    case "extension":
      return [];
  }
}
