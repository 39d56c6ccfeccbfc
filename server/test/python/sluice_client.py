"""A native gRPC client as a user of Python would have one: grpcio, and messages built from the schema at run time.

There is no generated code: `buf build` writes the descriptors, and google.protobuf makes classes of them.
"""

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


class Schema:
    """The message classes and methods of a file that `buf build` wrote."""

    def __init__(self, image_path):
        files = descriptor_pb2.FileDescriptorSet()
        with open(image_path, "rb") as image:
            files.ParseFromString(image.read())
        self.pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            self.pool.AddSerializedFile(file.SerializeToString())
        self.factory = message_factory.MessageFactory(self.pool)

    def class_of(self, name):
        return self._class(self.pool.FindMessageTypeByName(name))

    def method(self, name):
        """The method "sluice.orders.v1.OrderService/PlaceOrder": its path, request class and response class."""
        service, method = name.split("/")
        found = self.pool.FindServiceByName(service).methods_by_name[method]
        return "/" + name, self._class(found.input_type), self._class(found.output_type)

    def _class(self, descriptor):
        # Newer releases have a function for it, older ones a method of the factory.
        make = getattr(message_factory, "GetMessageClass", None)
        return make(descriptor) if make else self.factory.GetPrototype(descriptor)


class Client:
    """Calls methods by their name, over one channel."""

    def __init__(self, schema, target, **options):
        self.schema = schema
        self.target = target
        self.channel = grpc.insecure_channel(target, **options)

    def unary(self, name, fields=None, timeout=10, **options):
        stub, request = self._stub(self.channel.unary_unary, name)
        return stub(request(**(fields or {})), timeout=timeout, **options)

    def client_stream(self, name, messages, timeout=30):
        stub, request = self._stub(self.channel.stream_unary, name)
        return stub((request(**fields) for fields in messages), timeout=timeout)

    def server_stream(self, name, fields=None, timeout=None):
        stub, request = self._stub(self.channel.unary_stream, name)
        return stub(request(**(fields or {})), timeout=timeout)

    def bidi_stream(self, name, messages, timeout=30):
        stub, request = self._stub(self.channel.stream_stream, name)
        return stub((request(**fields) for fields in messages), timeout=timeout)

    def failure(self, name, fields=None, **options):
        """The grpc.RpcError of a unary call that must fail, and the details in its google.rpc.Status, by type."""
        try:
            self.unary(name, fields, **options)
        except grpc.RpcError as error:
            return error, self._details(error)
        raise AssertionError(name + " succeeded")

    def _details(self, error):
        raw = dict(error.trailing_metadata()).get("grpc-status-details-bin")
        if raw is None:
            return {}
        status = self.schema.class_of("google.rpc.Status").FromString(raw)
        assert status.code == error.code().value[0], status.code
        assert status.message == error.details(), (status.message, error.details())
        details = {}
        for detail in status.details:
            name = detail.type_url.split("/")[-1]
            details[name.split(".")[-1]] = self.schema.class_of(name).FromString(detail.value)
        return details

    def _stub(self, kind, name):
        path, request, response = self.schema.method(name)
        stub = kind(
            path,
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=response.FromString,
        )
        return stub, request
